/**
 * Convolutions of 3 x 3 by minimal filtering, F(2 x 2, 3 x 3) and F(4 x 4, 3 x 3) (Lavin and Gray 2015,
 * arXiv 1509.09308; the matrices are those of src/math/winograd). Tiles of input become 16 or 36 numbers for
 * each channel, one matrix of [tiles][channels] for each of these; each is multiplied by its own matrix of
 * weights, and what comes out becomes tiles of output, with bias and ReLU.
 *
 * Four channels go through a transform side by side. Sums that two rows of a transform share are made once.
 */
import { clearBytes } from './conv';
import { panelWidth } from './pack';
import { rows4, rows8, storeLanes } from './tile';

// @ts-ignore: decorator
@inline
function add(a: v128, b: v128): v128 {
  return f32x4.add(a, b);
}

// @ts-ignore: decorator
@inline
function sub(a: v128, b: v128): v128 {
  return f32x4.sub(a, b);
}

// @ts-ignore: decorator
@inline
function times(a: v128, factor: f32): v128 {
  return f32x4.mul(a, f32x4.splat(factor));
}

/** Bytes between the matrices of two products: not a power of two, or their rows would share cache lines. */
// @ts-ignore: decorator
@inline
function planeBytes(tiles: i32, lanes: i32): usize {
  return ((tiles * lanes) << 2) + 64;
}

/**
 * y = x * w for windows of 3 x 3 with a stride of one.
 *
 * @param side outputs of a tile's side, 2 or 4
 * @param x of [rows + 2][columns + 2][channels] within rows of `inRowBytes`
 * @param patch for (side + 2)^2 pixels of x, and 36 vectors behind them
 * @param values for (side + 2)^2 matrices of [block][channels], see planeBytes; channels go up to a multiple
 *   of four
 * @param products likewise for outputs
 * @param block tiles that pass at once
 * @param panels of (side + 2)^2 matrices of weights, packed one behind the other
 * @param bias padded to eight floats
 */
export function convolveWinograd(
  side: i32, x: usize, inRowBytes: usize, channels: i32, y: usize, outRowBytes: usize, outputs: i32,
  rows: i32, columns: i32, patch: usize, values: usize, products: usize, block: i32,
  panels: usize, panelBytes: usize, bias: usize, relu: bool,
): void {
  const across = (columns + side - 1) / side, tiles = across * ((rows + side - 1) / side);
  const deep = (channels + 3) & ~3, wide = (outputs + 3) & ~3;
  const valueBytes = planeBytes(block, deep), productBytes = planeBytes(block, wide);
  const size = side + 2, pixelBytes = channels << 2, patchRowBytes = size * pixelBytes;
  const scratch = patch + size * patchRowBytes + 16;
  for (let first = 0; first < tiles; first += block) {
    const count = min(block, tiles - first);
    for (let t = 0; t < count; t++) {
      const top = ((first + t) / across) * side, left = ((first + t) % across) * side;
      let from = x + top * inRowBytes + left * pixelBytes, rowBytes = inRowBytes;
      const height = rows + 2 - top, width = columns + 2 - left;
      if (height < size || width < size) {
        copyPatch(from, inRowBytes, min(height, size), min(width, size) * pixelBytes, patch, size, patchRowBytes);
        from = patch; rowBytes = patchRowBytes;
      }
      const to = values + ((t * deep) << 2);
      if (side == 2) transformInput2(from, rowBytes, pixelBytes, deep, to, valueBytes);
      else transformInput4(from, rowBytes, pixelBytes, deep, to, valueBytes, scratch);
    }
    for (let p = 0; p < size * size; p++) {
      const row = p * valueBytes, out = p * productBytes;
      multiplyTiles(values + row, count, channels, deep << 2, panels + p * panelBytes, products + out, outputs, wide << 2);
    }
    for (let t = 0; t < count; t++) {
      const top = ((first + t) / across) * side, left = ((first + t) % across) * side;
      const from = products + ((t * wide) << 2), to = y + top * outRowBytes + ((left * outputs) << 2);
      const height = min(side, rows - top), width = min(side, columns - left);
      if (side == 2) transformOutput2(from, productBytes, to, outRowBytes, outputs, height, width, bias, relu);
      else transformOutput4(from, productBytes, to, outRowBytes, outputs, height, width, bias, relu, scratch);
    }
  }
}

/** The part of a tile that lies in the image, and zeros for the rest. */
function copyPatch(
  from: usize, rowBytes: usize, rows: i32, bytes: usize, to: usize, size: i32, toRowBytes: usize,
): void {
  clearBytes(to, size * toRowBytes);
  for (let i = 0; i < rows; i++) memory.copy(to + i * toRowBytes, from + i * rowBytes, bytes);
}

/** c[tiles][outputs] = a[tiles][depth] * panels, rows of a and c at steps in bytes. */
function multiplyTiles(
  a: usize, tiles: i32, depth: i32, aBytes: usize, panels: usize, c: usize, outputs: i32, cBytes: usize,
): void {
  for (let j = 0; j < outputs; j += 8) {
    const panel = panels + ((j * depth) << 2), count = min(outputs - j, 8);
    const isWide = panelWidth(j, outputs) == 8;
    for (let t = 0; t < tiles; t += 4) {
      const last = tiles - 1 - t;
      const d1 = <usize>min(1, last), d2 = <usize>min(2, last), d3 = <usize>min(3, last);
      const from = a + t * aBytes, to = c + t * cBytes + (j << 2);
      const a1 = from + d1 * aBytes, a2 = from + d2 * aBytes, a3 = from + d3 * aBytes;
      const c1 = to + d1 * cBytes, c2 = to + d2 * cBytes, c3 = to + d3 * cBytes;
      if (isWide) rows8(from, a1, a2, a3, 1, depth, 0, panel, to, c1, c2, c3, count);
      else rows4(from, a1, a2, a3, 1, depth, 0, panel, to, c1, c2, c3, count);
    }
  }
}

/** B' d B, column by column of the result, so that few values are held at once. */
function transformInput2(
  x: usize, rowBytes: usize, pixelBytes: usize, channels: i32, to: usize, plane: usize,
): void {
  const x1 = x + rowBytes, x2 = x1 + rowBytes, x3 = x2 + rowBytes;
  for (let c: usize = 0; c < <usize>channels << 2; c += 16) {
    const p0 = c, p1 = c + pixelBytes, p2 = p1 + pixelBytes, p3 = p2 + pixelBytes;
    storeColumn2(
      to + c, plane,
      sub(v128.load(x + p0), v128.load(x + p2)), sub(v128.load(x1 + p0), v128.load(x1 + p2)),
      sub(v128.load(x2 + p0), v128.load(x2 + p2)), sub(v128.load(x3 + p0), v128.load(x3 + p2)),
    );
    storeColumn2(
      to + c + plane, plane,
      add(v128.load(x + p1), v128.load(x + p2)), add(v128.load(x1 + p1), v128.load(x1 + p2)),
      add(v128.load(x2 + p1), v128.load(x2 + p2)), add(v128.load(x3 + p1), v128.load(x3 + p2)),
    );
    storeColumn2(
      to + c + plane * 2, plane,
      sub(v128.load(x + p2), v128.load(x + p1)), sub(v128.load(x1 + p2), v128.load(x1 + p1)),
      sub(v128.load(x2 + p2), v128.load(x2 + p1)), sub(v128.load(x3 + p2), v128.load(x3 + p1)),
    );
    storeColumn2(
      to + c + plane * 3, plane,
      sub(v128.load(x + p3), v128.load(x + p1)), sub(v128.load(x1 + p3), v128.load(x1 + p1)),
      sub(v128.load(x2 + p3), v128.load(x2 + p1)), sub(v128.load(x3 + p3), v128.load(x3 + p1)),
    );
  }
}

// @ts-ignore: decorator
@inline
function storeColumn2(to: usize, plane: usize, d0: v128, d1: v128, d2: v128, d3: v128): void {
  v128.store(to, sub(d0, d2));
  v128.store(to + plane * 4, add(d1, d2));
  v128.store(to + plane * 8, sub(d2, d1));
  v128.store(to + plane * 12, sub(d3, d1));
}

/** A' m A with bias and ReLU, of which `height` x `width` outputs lie in the image. */
function transformOutput2(
  from: usize, plane: usize, to: usize, rowBytes: usize, outputs: i32, height: i32, width: i32, bias: usize, relu: bool,
): void {
  const low = f32x4.splat(relu ? 0 : -Infinity), pixelBytes = outputs << 2;
  for (let j = 0; j < outputs; j += 4) {
    const m = from + (j << 2), shift = v128.load(bias + (j << 2)), count = min(outputs - j, 4);
    let at = to + (j << 2);
    for (let i = 0; i < height; i++) {
      // Rows of A' m: (0 + 1 + 2) and (1 - 2 + 3), each with the four columns of m.
      const r0 = sumRow2(m, plane, i), r1 = sumRow2(m + plane, plane, i);
      const r2 = sumRow2(m + plane * 2, plane, i), r3 = sumRow2(m + plane * 3, plane, i);
      const left = f32x4.pmax(add(add(add(r0, r1), r2), shift), low);
      storeLanes(at, left, left, count);
      if (width > 1) {
        const right = f32x4.pmax(add(add(sub(r1, r2), r3), shift), low);
        storeLanes(at + pixelBytes, right, right, count);
      }
      at += rowBytes;
    }
  }
}

// @ts-ignore: decorator
@inline
function sumRow2(m: usize, plane: usize, row: i32): v128 {
  const m1 = v128.load(m + plane * 4), m2 = v128.load(m + plane * 8);
  return row == 0 ? add(add(v128.load(m), m1), m2) : add(sub(m1, m2), v128.load(m + plane * 12));
}

/** B' d B: rows of the tile into `scratch`, and its columns from there. */
function transformInput4(
  x: usize, rowBytes: usize, pixelBytes: usize, channels: i32, to: usize, plane: usize, scratch: usize,
): void {
  for (let c: usize = 0; c < <usize>channels << 2; c += 16) {
    for (let i: usize = 0; i < 6; i++) input4(x + c + i * rowBytes, pixelBytes, scratch + i * 96, 16);
    for (let j: usize = 0; j < 6; j++) input4(scratch + j * 16, 96, to + c + j * plane, plane * 6);
  }
}

// @ts-ignore: decorator
@inline
function input4(from: usize, step: usize, to: usize, toStep: usize): void {
  const d0 = v128.load(from), d1 = v128.load(from + step), d2 = v128.load(from + step * 2);
  const d3 = v128.load(from + step * 3), d4 = v128.load(from + step * 4), d5 = v128.load(from + step * 5);
  v128.store(to, add(sub(times(d0, 4), times(d2, 5)), d4));
  const even = sub(times(d2, 4), d4), odd = sub(times(d1, 4), d3);
  v128.store(to + toStep, add(even, odd));
  v128.store(to + toStep * 2, sub(even, odd));
  const near = sub(d4, d2), far = times(sub(d3, d1), 2);
  v128.store(to + toStep * 3, add(near, far));
  v128.store(to + toStep * 4, sub(near, far));
  v128.store(to + toStep * 5, add(sub(times(d1, 4), times(d3, 5)), d5));
}

/** A' m A: columns of m into `scratch`, and rows from there, with bias and ReLU. */
function transformOutput4(
  from: usize, plane: usize, to: usize, rowBytes: usize, outputs: i32, height: i32, width: i32,
  bias: usize, relu: bool, scratch: usize,
): void {
  const low = f32x4.splat(relu ? 0 : -Infinity), pixelBytes = outputs << 2;
  for (let j = 0; j < outputs; j += 4) {
    const m = from + (j << 2), shift = v128.load(bias + (j << 2)), count = min(outputs - j, 4);
    for (let column: usize = 0; column < 6; column++) output4(m + column * plane, plane * 6, scratch + column * 16, 96);
    let at = to + (j << 2);
    for (let i = 0; i < height; i++) {
      const row = scratch + i * 96;
      output4(row, 16, row, 16);
      for (let k = 0; k < width; k++) {
        const sum = f32x4.pmax(add(v128.load(row + (k << 4)), shift), low);
        storeLanes(at + k * pixelBytes, sum, sum, count);
      }
      at += rowBytes;
    }
  }
}

// @ts-ignore: decorator
@inline
function output4(from: usize, step: usize, to: usize, toStep: usize): void {
  const m1 = v128.load(from + step), m2 = v128.load(from + step * 2);
  const m3 = v128.load(from + step * 3), m4 = v128.load(from + step * 4), m5 = v128.load(from + step * 5);
  const m0 = v128.load(from);
  const nearSum = add(m1, m2), nearGap = sub(m1, m2), farSum = add(m3, m4), farGap = sub(m3, m4);
  v128.store(to, add(add(m0, nearSum), farSum));
  v128.store(to + toStep, add(nearGap, times(farGap, 2)));
  v128.store(to + toStep * 2, add(nearSum, times(farSum, 4)));
  v128.store(to + toStep * 3, add(add(nearGap, times(farGap, 8)), m5));
}
