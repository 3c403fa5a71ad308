/**
 * Inference in float32: as convolveImage and the products of matmul.ts, but bias and ReLU are applied to a
 * tile while it is in registers, and filters come packed once for many calls. The results have the bits of
 * convolution, bias and ReLU one after the other.
 *
 * A row of activations alone uses every weight once, so there memory is all: weights lie in the order in
 * which they are read, in panels of 32 outputs, then 8, then 4, each [input][outputs of the panel].
 */
import { panelWidth } from './pack';
import { fusedRows4, fusedRows8 } from './tile';

/** Output pixels that all panels of the filter pass over before the next ones come. */
const PIXEL_BLOCK = 64;

/** As convolveImage. `bias` is padded to eight floats. */
export function convolveFused(
  x: usize, inOffsets: usize, y: usize, outOffsets: usize, pixels: i32,
  runs: i32, run: i32, skip: usize, panels: usize, outputs: i32, bias: usize, relu: bool,
): void {
  const depth = runs * run;
  for (let first = 0; first < pixels; first += PIXEL_BLOCK) {
    const end = min(first + PIXEL_BLOCK, pixels);
    for (let j = 0; j < outputs; j += 8) {
      const panel = panels + ((j * depth) << 2);
      const count = min(outputs - j, 8);
      const isWide = panelWidth(j, outputs) == 8;
      const out = y + (j << 2), shift = bias + (j << 2);
      for (let p = first; p < end; p += 4) {
        const i0 = inOffsets + (p << 2), o0 = outOffsets + (p << 2);
        const last = pixels - 1 - p;
        const d1 = min(1, last) << 2, d2 = min(2, last) << 2, d3 = min(3, last) << 2;
        const a0 = x + load<u32>(i0), a1 = x + load<u32>(i0 + d1), a2 = x + load<u32>(i0 + d2), a3 = x + load<u32>(i0 + d3);
        const c0 = out + load<u32>(o0), c1 = out + load<u32>(o0 + d1), c2 = out + load<u32>(o0 + d2), c3 = out + load<u32>(o0 + d3);
        if (isWide) fusedRows8(a0, a1, a2, a3, runs, run, skip, panel, c0, c1, c2, c3, count, shift, relu);
        else fusedRows4(a0, a1, a2, a3, runs, run, skip, panel, c0, c1, c2, c3, count, shift, relu);
      }
    }
  }
}

/** The windows of an image as rows of a matrix [pixels][runs * runBytes], one behind the other. */
export function copyWindows(x: usize, inOffsets: usize, pixels: i32, runs: i32, runBytes: usize, rowBytes: usize, to: usize): void {
  for (let p = 0; p < pixels; p++) {
    let from = x + load<u32>(inOffsets + (p << 2));
    for (let r = runs; r > 0; r--) {
      memory.copy(to, from, runBytes);
      from += rowBytes; to += runBytes;
    }
  }
}

/**
 * y[n] = max(x[k] w + bias, relu) for panels of 32, 8 and 4 outputs. `bias` and y are padded to four floats.
 */
export function multiplyRowFused(x: usize, panels: usize, y: usize, k: i32, n: i32, bias: usize, relu: bool): void {
  let j = 0;
  for (; j + 32 <= n; j += 32) {
    rowOf32(x, panels, y, k, bias, relu);
    panels += k << 7; y += 128; bias += 128;
  }
  for (; j + 4 < n; j += 8) {
    rowOf8(x, panels, y, k, bias, relu);
    panels += k << 5; y += 32; bias += 32;
  }
  if (j < n) rowOf4(x, panels, y, k, bias, relu);
}

// @ts-ignore: decorator
@inline
function muladd(sum: v128, a: v128, b: v128): v128 {
  return f32x4.add(sum, f32x4.mul(a, b));
}

// @ts-ignore: decorator
@inline
function finish(y: usize, sum: v128, bias: usize, low: v128, at: usize): void {
  v128.store(y + at, f32x4.pmax(f32x4.add(sum, v128.load(bias + at)), low));
}

function rowOf32(x: usize, w: usize, y: usize, k: i32, bias: usize, relu: bool): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
  for (let left = k; left > 0; left--) {
    const a = v128.load32_splat(x);
    s0 = muladd(s0, a, v128.load(w)); s1 = muladd(s1, a, v128.load(w, 16));
    s2 = muladd(s2, a, v128.load(w, 32)); s3 = muladd(s3, a, v128.load(w, 48));
    s4 = muladd(s4, a, v128.load(w, 64)); s5 = muladd(s5, a, v128.load(w, 80));
    s6 = muladd(s6, a, v128.load(w, 96)); s7 = muladd(s7, a, v128.load(w, 112));
    x += 4; w += 128;
  }
  const low = f32x4.splat(relu ? 0 : -Infinity);
  finish(y, s0, bias, low, 0); finish(y, s1, bias, low, 16); finish(y, s2, bias, low, 32); finish(y, s3, bias, low, 48);
  finish(y, s4, bias, low, 64); finish(y, s5, bias, low, 80); finish(y, s6, bias, low, 96); finish(y, s7, bias, low, 112);
}

/** Four inputs at a time, so that eight sums hide the latency of an addition. */
function rowOf8(x: usize, w: usize, y: usize, k: i32, bias: usize, relu: bool): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
  let left = k;
  for (; left >= 4; left -= 4) {
    let a = v128.load32_splat(x);
    s0 = muladd(s0, a, v128.load(w)); s1 = muladd(s1, a, v128.load(w, 16));
    a = v128.load32_splat(x, 4);
    s2 = muladd(s2, a, v128.load(w, 32)); s3 = muladd(s3, a, v128.load(w, 48));
    a = v128.load32_splat(x, 8);
    s4 = muladd(s4, a, v128.load(w, 64)); s5 = muladd(s5, a, v128.load(w, 80));
    a = v128.load32_splat(x, 12);
    s6 = muladd(s6, a, v128.load(w, 96)); s7 = muladd(s7, a, v128.load(w, 112));
    x += 16; w += 128;
  }
  for (; left > 0; left--) {
    const a = v128.load32_splat(x);
    s0 = muladd(s0, a, v128.load(w)); s1 = muladd(s1, a, v128.load(w, 16));
    x += 4; w += 32;
  }
  const low = f32x4.splat(relu ? 0 : -Infinity);
  finish(y, f32x4.add(f32x4.add(s0, s2), f32x4.add(s4, s6)), bias, low, 0);
  finish(y, f32x4.add(f32x4.add(s1, s3), f32x4.add(s5, s7)), bias, low, 16);
}

function rowOf4(x: usize, w: usize, y: usize, k: i32, bias: usize, relu: bool): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  let left = k;
  for (; left >= 4; left -= 4) {
    s0 = muladd(s0, v128.load32_splat(x), v128.load(w)); s1 = muladd(s1, v128.load32_splat(x, 4), v128.load(w, 16));
    s2 = muladd(s2, v128.load32_splat(x, 8), v128.load(w, 32)); s3 = muladd(s3, v128.load32_splat(x, 12), v128.load(w, 48));
    x += 16; w += 64;
  }
  for (; left > 0; left--) {
    s0 = muladd(s0, v128.load32_splat(x), v128.load(w));
    x += 4; w += 16;
  }
  const low = f32x4.splat(relu ? 0 : -Infinity);
  finish(y, f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)), bias, low, 0);
}

/** y = x + other, cut at zero with `relu`, row by row, for images with rows of their own lengths in bytes. */
export function addImages(
  x: usize, xBytes: usize, other: usize, otherBytes: usize, y: usize, yBytes: usize, rows: i32, count: i32, relu: bool,
): void {
  const low = f32x4.splat(relu ? 0 : -Infinity);
  for (let i = rows; i > 0; i--) {
    let b = 0;
    for (; b + 16 <= count << 2; b += 16) {
      v128.store(y + b, f32x4.pmax(f32x4.add(v128.load(x + b), v128.load(other + b)), low));
    }
    for (; b < count << 2; b += 4) {
      const sum = load<f32>(x + b) + load<f32>(other + b);
      store<f32>(y + b, relu && sum < 0 ? 0 : sum);
    }
    x += xBytes; other += otherBytes; y += yBytes;
  }
}

/**
 * y = max(x * factor + shift, relu) channel by channel, over `pixels` pixels; factor 0 (no address) stands
 * for 1.
 */
export function scaleChannels(x: usize, y: usize, pixels: i32, channels: i32, factor: usize, shift: usize, relu: bool): void {
  for (let i = pixels; i > 0; i--) {
    for (let b = 0; b < channels << 2; b += 4) {
      const gain: f32 = factor == 0 ? 1 : load<f32>(factor + b);
      const value = load<f32>(x + b) * gain + load<f32>(shift + b);
      store<f32>(y + b, relu && value < 0 ? 0 : value);
    }
    x += channels << 2; y += channels << 2;
  }
}

/** Mean of each window over its places in the image; sizes as in pool.ts. */
export function averagePool(
  x: usize, y: usize, height: i32, width: i32, channels: i32, rows: i32, columns: i32,
  sizeRows: i32, sizeColumns: i32, strideRows: i32, strideColumns: i32, top: i32, left: i32,
): void {
  const pixel = channels << 2;
  for (let i = 0; i < rows; i++) {
    const y0 = max(0, i * strideRows - top), y1 = min(height, i * strideRows - top + sizeRows);
    for (let j = 0; j < columns; j++) {
      const x0 = max(0, j * strideColumns - left), x1 = min(width, j * strideColumns - left + sizeColumns);
      const share: f32 = <f32>1 / <f32>((y1 - y0) * (x1 - x0));
      let b = 0;
      for (; b + 16 <= pixel; b += 16) {
        let sum = f32x4.splat(0);
        for (let v = y0; v < y1; v++) {
          let at = x + (v * width + x0) * pixel + b;
          for (let u = x0; u < x1; u++) {
            sum = f32x4.add(sum, v128.load(at));
            at += pixel;
          }
        }
        v128.store(y + b, f32x4.mul(sum, f32x4.splat(share)));
      }
      for (; b < pixel; b += 4) {
        let sum: f32 = 0;
        for (let v = y0; v < y1; v++) {
          let at = x + (v * width + x0) * pixel + b;
          for (let u = x0; u < x1; u++) {
            sum += load<f32>(at);
            at += pixel;
          }
        }
        store<f32>(y + b, sum * share);
      }
      y += pixel;
    }
  }
}
