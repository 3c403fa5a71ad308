/**
 * Convolution in place, without writing out patches. In an image that is padded beforehand, the window of one
 * output pixel is `runs` runs of neighbouring floats (kernel rows of kernel width x channels each), so four
 * output pixels are four row pointers for tile.ts. The input gradient is the same computation on dy with the
 * turned filter, one residue of the stride at a time. The filter gradient multiplies the transposed windows
 * with dy.
 */
import { multiplyRows } from './matmul';
import { packColumns, panelWidth, storeTile } from './pack';
import { columns4, columns8, rows4, rows8, scattered4, scattered8 } from './tile';

/** Output pixels that all panels of the filter pass over before the next ones come. */
const PIXEL_BLOCK = 64;

/**
 * Copies an image [height][width][channels] into [..][outWidth][channels] with its first pixel at (top,
 * left), which may be negative: then it is cut. The border is left as it is.
 */
export function placeImage(
  from: usize, height: i32, width: i32, channels: i32, to: usize, top: i32, left: i32, outHeight: i32, outWidth: i32,
): void {
  const y0 = max(0, -top), y1 = min(height, outHeight - top);
  const x0 = max(0, -left), x1 = min(width, outWidth - left);
  const bytes = (x1 - x0) * channels << 2;
  for (let y = y0; y < y1; y++) {
    copy(to + (((y + top) * outWidth + x0 + left) * channels << 2), from + ((y * width + x0) * channels << 2), bytes);
  }
}

function copy(to: usize, from: usize, bytes: i32): void {
  let left = bytes;
  for (; left >= 64; left -= 64) {
    const a = v128.load(from), b = v128.load(from, 16), c = v128.load(from, 32), d = v128.load(from, 48);
    v128.store(to, a); v128.store(to, b, 16); v128.store(to, c, 32); v128.store(to, d, 48);
    from += 64; to += 64;
  }
  for (; left >= 4; left -= 4) {
    store<f32>(to, load<f32>(from));
    from += 4; to += 4;
  }
}

export function clearBytes(at: usize, bytes: i32): void {
  memory.fill(at, 0, bytes);
}

/** table[y * columns + x] = y * rowBytes + x * columnBytes. */
export function fillOffsets(table: usize, rows: i32, columns: i32, rowBytes: i32, columnBytes: i32): void {
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      store<i32>(table, y * rowBytes + x * columnBytes);
      table += 4;
    }
  }
}

/**
 * y[pixel][0..outputs] = sum over the pixel's runs of x * panels, for pixels whose windows and results lie at
 * the offsets of two tables. `skip` bytes lie between the end of a run and the start of the next.
 */
export function convolveImage(
  x: usize, inOffsets: usize, y: usize, outOffsets: usize, pixels: i32,
  runs: i32, run: i32, skip: usize, panels: usize, outputs: i32,
): void {
  const depth = runs * run;
  for (let first = 0; first < pixels; first += PIXEL_BLOCK) {
    const end = min(first + PIXEL_BLOCK, pixels);
    for (let j = 0; j < outputs; j += 8) {
      const panel = panels + ((j * depth) << 2);
      const count = min(outputs - j, 8);
      const isWide = panelWidth(j, outputs) == 8;
      const out = y + (j << 2);
      for (let p = first; p < end; p += 4) {
        const i0 = inOffsets + (p << 2), o0 = outOffsets + (p << 2);
        const last = pixels - 1 - p;
        const d1 = min(1, last) << 2, d2 = min(2, last) << 2, d3 = min(3, last) << 2;
        const a0 = x + load<u32>(i0), a1 = x + load<u32>(i0 + d1), a2 = x + load<u32>(i0 + d2), a3 = x + load<u32>(i0 + d3);
        const c0 = out + load<u32>(o0), c1 = out + load<u32>(o0 + d1), c2 = out + load<u32>(o0 + d2), c3 = out + load<u32>(o0 + d3);
        if (isWide) rows8(a0, a1, a2, a3, runs, run, skip, panel, c0, c1, c2, c3, count);
        else rows4(a0, a1, a2, a3, runs, run, skip, panel, c0, c1, c2, c3, count);
      }
    }
  }
}

/**
 * Panels for one residue of the input gradient: from w[kernelHeight][kernelWidth][channels][outputs] the taps
 * at rows firstRow, firstRow + stride, ... and likewise columns, in descending order; each tap as
 * [outputs][channels].
 */
export function packTurnedFilter(
  w: usize, kernelHeight: i32, kernelWidth: i32, channels: i32, outputs: i32,
  firstRow: i32, firstColumn: i32, strideRows: i32, strideColumns: i32, panels: usize,
): void {
  const rows = (kernelHeight - firstRow + strideRows - 1) / strideRows;
  const columns = (kernelWidth - firstColumn + strideColumns - 1) / strideColumns;
  const depth = rows * columns * outputs;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const u = firstRow + (rows - 1 - y) * strideRows, v = firstColumn + (columns - 1 - x) * strideColumns;
      const tap = w + ((u * kernelWidth + v) * channels * outputs << 2);
      packColumns(tap, outputs, channels, outputs << 2, panels, depth, (y * columns + x) * outputs);
    }
  }
}

/**
 * Adds one image's share to the filter gradient, kept as tiles [runs][run / 4][outputs / 8][4][8]. Output
 * rows pass in blocks of `block`, so that x and dy stay in the first cache while all tiles pass over them.
 */
export function addFilterGradient(
  x: usize, rowBytes: usize, pixelBytes: usize, strideRows: i32, runs: i32, run: i32,
  dy: usize, rows: i32, columns: i32, outputs: i32, block: i32, sums: usize,
): void {
  const stepBytes = <usize>(outputs << 2);
  const skip = strideRows * rowBytes - columns * pixelBytes;
  for (let first = 0; first < rows; first += block) {
    const count = min(block, rows - first);
    const b = dy + first * columns * stepBytes;
    let tile = sums;
    for (let r = 0; r < runs; r++) {
      const window = x + (first * strideRows + r) * rowBytes;
      for (let g = 0; g < run; g += 4) {
        for (let j = 0; j < outputs; j += 8) {
          if (panelWidth(j, outputs) == 8) {
            columns8(window + (g << 2), pixelBytes, skip, b + (j << 2), stepBytes, count, columns, tile);
            tile += 128;
          } else {
            columns4(window + (g << 2), pixelBytes, skip, b + (j << 2), stepBytes, count, columns, tile);
            tile += 64;
          }
        }
      }
    }
  }
}

/**
 * As addFilterGradient for short runs that are not a multiple of four: the `depth` rows of the filter lie at
 * the offsets of a table, whose length is rounded up to four by repeating the last. Tiles are [depth /
 * 4][outputs / 8][4][8].
 */
export function addScatteredFilterGradient(
  x: usize, rowBytes: usize, pixelBytes: usize, strideRows: i32, offsets: usize, depth: i32,
  dy: usize, rows: i32, columns: i32, outputs: i32, block: i32, sums: usize,
): void {
  const stepBytes = <usize>(outputs << 2);
  const skip = strideRows * rowBytes - columns * pixelBytes;
  for (let first = 0; first < rows; first += block) {
    const count = min(block, rows - first);
    const b = dy + first * columns * stepBytes;
    const window = x + first * strideRows * rowBytes;
    let tile = sums;
    for (let k = 0; k < depth; k += 4) {
      const o = offsets + (k << 2);
      const a0 = window + load<u32>(o), a1 = window + load<u32>(o, 4), a2 = window + load<u32>(o, 8), a3 = window + load<u32>(o, 12);
      for (let j = 0; j < outputs; j += 8) {
        if (panelWidth(j, outputs) == 8) {
          scattered8(a0, a1, a2, a3, pixelBytes, skip, b + (j << 2), stepBytes, count, columns, tile);
          tile += 128;
        } else {
          scattered4(a0, a1, a2, a3, pixelBytes, skip, b + (j << 2), stepBytes, count, columns, tile);
          tile += 64;
        }
      }
    }
  }
}

/** Writes tiles of `runs` times `run` rows to w[runs * run][outputs]. */
export function unpackFilterGradient(sums: usize, runs: i32, run: i32, outputs: i32, w: usize): void {
  const rowBytes = <usize>(outputs << 2);
  for (let r = 0; r < runs; r++) {
    for (let g = 0; g < run; g += 4) {
      const row = w + (r * run + g) * rowBytes;
      for (let j = 0; j < outputs; j += 8) {
        const width = panelWidth(j, outputs);
        storeTile(sums, width, min(4, run - g), min(8, outputs - j), row + (j << 2), rowBytes);
        sums += width << 4;
      }
    }
  }
}

/**
 * Adds the input gradient of one image to the frame dx, the other way round: products of dy's pixels with the
 * transposed filter (packed at `panels`) are whole windows, which are added where they lie. Better than the
 * turned filter where that would mostly meet padding. `windows` holds columns * runs * run floats.
 */
export function addWindows(
  dy: usize, rows: i32, columns: i32, outputs: i32, panels: usize, windows: usize,
  dx: usize, rowBytes: usize, pixelBytes: usize, strideRows: i32, runs: i32, run: i32,
): void {
  const depth = runs * run;
  for (let i = 0; i < rows; i++) {
    multiplyRows(dy, panels, windows, columns, outputs, depth);
    let from = windows;
    for (let j = 0; j < columns; j++) {
      let to = dx + i * strideRows * rowBytes + j * pixelBytes;
      for (let r = runs; r > 0; r--) {
        addFloats(to, from, run);
        from += run << 2;
        to += rowBytes;
      }
    }
    dy += columns * outputs << 2;
  }
}

// @ts-ignore: decorator
@inline
function addFloats(to: usize, from: usize, count: i32): void {
  let left = count;
  for (; left >= 4; left -= 4) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
    to += 16; from += 16;
  }
  for (; left > 0; left--) {
    store<f32>(to, load<f32>(to) + load<f32>(from));
    to += 4; from += 4;
  }
}
