/**
 * Convolution with 8-bit integers: activations and weights are whole numbers from -127 to 127, sums are exact 32-bit integers, and one
 * factor for each output turns them back into floats. Numbers travel as 16 bits, because one instruction multiplies
 * eight of those and adds neighbours: eight products where float32 has four in two instructions. So pairs of
 * numbers are the unit: panels are [pair][8 outputs][2], and a run of odd length meets a weight of zero beyond its end.
 */

/** Output pixels that all panels of the filter pass over before the next ones come. */
const PIXEL_BLOCK = 64;

/**
 * Rounds an image [height][width][channels] times `factor` to whole numbers (halves to even), cut at 127, into a frame
 * [..][outWidth][channels] of 16-bit numbers with its first pixel at (top, left). NaN becomes 0. The rest of the frame is
 * left as it is.
 */
export function quantizeImage(
  from: usize, height: i32, width: i32, channels: i32, factor: f32, to: usize, top: i32, left: i32, outWidth: i32,
): void {
  const scale = f32x4.splat(factor);
  for (let y = 0; y < height; y++) {
    let out = to + (((y + top) * outWidth + left) * channels << 1);
    let count = width * channels;
    for (; count >= 8; count -= 8) {
      v128.store(out, i16x8.narrow_i32x4_s(quantizeFour(v128.load(from), scale), quantizeFour(v128.load(from, 16), scale)));
      from += 32; out += 16;
    }
    for (; count > 0; count--) {
      store<i16>(out, <i16>i32x4.extract_lane(quantizeFour(v128.load32_splat(from), scale), 0));
      from += 4; out += 2;
    }
  }
}

// @ts-ignore: decorator
@inline
function quantizeFour(x: v128, scale: v128): v128 {
  const rounded = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(x, scale)));
  return i32x4.max_s(i32x4.min_s(rounded, i32x4.splat(127)), i32x4.splat(-127));
}

/**
 * y[pixel][0..outputs] = factors * (sum over the pixel's runs of x * panels), for pixels at the offsets of two tables. A run is `pairs`
 * pairs of numbers; `skip` bytes lie between its end and the start of the next, and may be negative. `factors` is padded to eight.
 */
export function convolveIntegerImage(
  x: usize, inOffsets: usize, y: usize, outOffsets: usize, pixels: i32,
  runs: i32, pairs: i32, skip: i32, panels: usize, factors: usize, outputs: i32,
): void {
  const panelBytes = runs * pairs << 5;
  for (let first = 0; first < pixels; first += PIXEL_BLOCK) {
    const end = min(first + PIXEL_BLOCK, pixels);
    let panel = panels;
    for (let j = 0; j < outputs; j += 8) {
      const count = min(outputs - j, 8);
      const factor = factors + (j << 2), out = y + (j << 2);
      for (let p = first; p < end; p += 4) {
        const i0 = inOffsets + (p << 2), o0 = outOffsets + (p << 2);
        const last = pixels - 1 - p;
        const d1 = min(1, last) << 2, d2 = min(2, last) << 2, d3 = min(3, last) << 2;
        integerRows8(
          x + load<u32>(i0), x + load<u32>(i0 + d1), x + load<u32>(i0 + d2), x + load<u32>(i0 + d3),
          runs, pairs, skip, panel, factor,
          out + load<u32>(o0), out + load<u32>(o0 + d1), out + load<u32>(o0 + d2), out + load<u32>(o0 + d3), count,
        );
      }
      panel += panelBytes;
    }
  }
}

// @ts-ignore: decorator
@inline
function dotAdd(sum: v128, a: v128, b: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(a, b));
}

function integerRows8(
  a0: usize, a1: usize, a2: usize, a3: usize, runs: i32, pairs: i32, skip: i32, b: usize, factor: usize,
  c0: usize, c1: usize, c2: usize, c3: usize, count: i32,
): void {
  let s00 = i32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
  for (let r = runs; r > 0; r--) {
    for (let k = pairs; k > 0; k--) {
      const b0 = v128.load(b), b1 = v128.load(b, 16);
      let a = v128.load32_splat(a0);
      s00 = dotAdd(s00, a, b0); s01 = dotAdd(s01, a, b1);
      a = v128.load32_splat(a1);
      s10 = dotAdd(s10, a, b0); s11 = dotAdd(s11, a, b1);
      a = v128.load32_splat(a2);
      s20 = dotAdd(s20, a, b0); s21 = dotAdd(s21, a, b1);
      a = v128.load32_splat(a3);
      s30 = dotAdd(s30, a, b0); s31 = dotAdd(s31, a, b1);
      a0 += 4; a1 += 4; a2 += 4; a3 += 4; b += 32;
    }
    a0 += skip; a1 += skip; a2 += skip; a3 += skip;
  }
  const f0 = v128.load(factor), f1 = v128.load(factor, 16);
  storeScaled(c0, s00, s01, f0, f1, count);
  storeScaled(c1, s10, s11, f0, f1, count);
  storeScaled(c2, s20, s21, f0, f1, count);
  storeScaled(c3, s30, s31, f0, f1, count);
}

// @ts-ignore: decorator
@inline
function storeScaled(at: usize, low: v128, high: v128, f0: v128, f1: v128, count: i32): void {
  const x0 = f32x4.mul(f32x4.convert_i32x4_s(low), f0), x1 = f32x4.mul(f32x4.convert_i32x4_s(high), f1);
  if (count == 8) {
    v128.store(at, x0);
    v128.store(at, x1, 16);
    return;
  }
  let rest = x0, to = at, left = count;
  if (left >= 4) {
    v128.store(at, x0);
    rest = x1; to += 16; left -= 4;
  }
  if (left > 0) v128.store_lane<f32>(to, rest, 0);
  if (left > 1) v128.store_lane<f32>(to, rest, 1, 4);
  if (left > 2) v128.store_lane<f32>(to, rest, 2, 8);
}
