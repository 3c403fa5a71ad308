/**
 * Convolution with 8-bit integers: activations and weights are whole numbers from -127 to 127, sums are exact
 * 32-bit integers, and one factor for each output turns them back into floats. Numbers travel as 16 bits,
 * because one instruction multiplies eight of those and adds neighbours: eight products where float32 has
 * four in two instructions. So pairs of numbers are the unit: panels are [pair][8 outputs][2], and a run of
 * odd length meets a weight of zero beyond its end.
 *
 * Between layers that both compute so, results stay whole numbers: bias, ReLU and the next layer's rounding
 * happen to a tile while it is in registers (Jacob et al. 2018, arXiv 1712.05877, section 2.2, with a float
 * factor in place of the fixed-point one).
 */

/** Output pixels that all panels of the filter pass over before the next ones come. */
const PIXEL_BLOCK = 64;

/**
 * Rounds an image [height][width][channels] times `factor` to whole numbers (halves to even), cut at 127,
 * into a frame [..][outWidth][channels] of 16-bit numbers with its first pixel at (top, left). NaN becomes 0.
 * The rest of the frame is left as it is.
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
 * y[pixel][0..outputs] = factors * (sum over the pixel's runs of x * panels) + bias, cut at zero with `relu`,
 * for pixels at the offsets of two tables. A run is `pairs` pairs of numbers; `skip` bytes lie between its
 * end and the start of the next, and may be negative. `factors` and `bias` are padded to eight. With
 * `toInteger` the results are rounded to 16-bit numbers, cut at 127.
 */
export function convolveInteger(
  x: usize, inOffsets: usize, y: usize, outOffsets: usize, pixels: i32, runs: i32, pairs: i32, skip: i32,
  panels: usize, factors: usize, bias: usize, outputs: i32, relu: bool, toInteger: bool,
): void {
  const panelBytes = runs * pairs << 5;
  const shift = toInteger ? 1 : 2;
  for (let first = 0; first < pixels; first += PIXEL_BLOCK) {
    const end = min(first + PIXEL_BLOCK, pixels);
    let panel = panels;
    for (let j = 0; j < outputs; j += 8) {
      const count = min(outputs - j, 8);
      const factor = factors + (j << 2), add = bias + (j << 2), out = y + (j << shift);
      for (let p = first; p < end; p += 4) {
        const i0 = inOffsets + (p << 2), o0 = outOffsets + (p << 2);
        const last = pixels - 1 - p;
        const d1 = min(1, last) << 2, d2 = min(2, last) << 2, d3 = min(3, last) << 2;
        const a0 = x + load<u32>(i0), a1 = x + load<u32>(i0 + d1), a2 = x + load<u32>(i0 + d2), a3 = x + load<u32>(i0 + d3);
        const c0 = out + load<u32>(o0), c1 = out + load<u32>(o0 + d1), c2 = out + load<u32>(o0 + d2), c3 = out + load<u32>(o0 + d3);
        if (toInteger) wholeRows8(a0, a1, a2, a3, runs, pairs, skip, panel, factor, add, relu, c0, c1, c2, c3, count);
        else floatRows8(a0, a1, a2, a3, runs, pairs, skip, panel, factor, add, relu, c0, c1, c2, c3, count);
      }
      panel += panelBytes;
    }
  }
}

function wholeRows8(
  a0: usize, a1: usize, a2: usize, a3: usize, runs: i32, pairs: i32, skip: i32, b: usize, factor: usize, bias: usize, relu: bool,
  c0: usize, c1: usize, c2: usize, c3: usize, count: i32,
): void {
  integerTile(a0, a1, a2, a3, runs, pairs, skip, b, factor, bias, relu, c0, c1, c2, c3, count, true);
}

function floatRows8(
  a0: usize, a1: usize, a2: usize, a3: usize, runs: i32, pairs: i32, skip: i32, b: usize, factor: usize, bias: usize, relu: bool,
  c0: usize, c1: usize, c2: usize, c3: usize, count: i32,
): void {
  integerTile(a0, a1, a2, a3, runs, pairs, skip, b, factor, bias, relu, c0, c1, c2, c3, count, false);
}

// @ts-ignore: decorator
@inline
export function dotAdd(sum: v128, a: v128, b: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(a, b));
}

// @ts-ignore: decorator
@inline
function integerTile(
  a0: usize, a1: usize, a2: usize, a3: usize, runs: i32, pairs: i32, skip: i32, b: usize, factor: usize, bias: usize, relu: bool,
  c0: usize, c1: usize, c2: usize, c3: usize, count: i32, toInteger: bool,
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
  storeSums(c0, s00, s01, factor, bias, relu, count, toInteger);
  storeSums(c1, s10, s11, factor, bias, relu, count, toInteger);
  storeSums(c2, s20, s21, factor, bias, relu, count, toInteger);
  storeSums(c3, s30, s31, factor, bias, relu, count, toInteger);
}

/** Eight sums as results: floats, or 16-bit numbers with `toInteger`; the first `count` of them. */
// @ts-ignore: decorator
@inline
export function storeSums(at: usize, low: v128, high: v128, factor: usize, bias: usize, relu: bool, count: i32, toInteger: bool): void {
  const least = f32x4.splat(relu ? 0 : -Infinity);
  const x0 = scale(low, v128.load(factor), v128.load(bias), least);
  const x1 = scale(high, v128.load(factor, 16), v128.load(bias, 16), least);
  if (toInteger) {
    const whole = i16x8.narrow_i32x4_s(roundFour(x0), roundFour(x1));
    if (count == 8) v128.store(at, whole);
    else storeWhole(at, whole, count);
  } else if (count == 8) {
    v128.store(at, x0);
    v128.store(at, x1, 16);
  } else storeFloats(at, x0, x1, count);
}

// @ts-ignore: decorator
@inline
function scale(sums: v128, factor: v128, bias: v128, least: v128): v128 {
  return f32x4.pmax(f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(sums), factor), bias), least);
}

// @ts-ignore: decorator
@inline
function roundFour(x: v128): v128 {
  const rounded = i32x4.trunc_sat_f32x4_s(f32x4.nearest(x));
  return i32x4.max_s(i32x4.min_s(rounded, i32x4.splat(127)), i32x4.splat(-127));
}

export function storeWhole(at: usize, whole: v128, count: i32): void {
  v128.store_lane<i16>(at, whole, 0);
  if (count > 1) v128.store_lane<i16>(at, whole, 1, 2);
  if (count > 2) v128.store_lane<i16>(at, whole, 2, 4);
  if (count > 3) v128.store_lane<i16>(at, whole, 3, 6);
  if (count > 4) v128.store_lane<i16>(at, whole, 4, 8);
  if (count > 5) v128.store_lane<i16>(at, whole, 5, 10);
  if (count > 6) v128.store_lane<i16>(at, whole, 6, 12);
}

/** The first `count` of seven or fewer floats. */
export function storeFloats(at: usize, low: v128, high: v128, count: i32): void {
  let rest = low, left = count;
  if (left >= 4) {
    v128.store(at, low);
    rest = high; at += 16; left -= 4;
  }
  if (left > 0) v128.store_lane<f32>(at, rest, 0);
  if (left > 1) v128.store_lane<f32>(at, rest, 1, 4);
  if (left > 2) v128.store_lane<f32>(at, rest, 2, 8);
}

/**
 * One row of activations: y[outputs] = factors * (x w) + bias, cut at zero with `relu`, in floats or, with
 * `toInteger`, rounded. Weights are bytes, as each is used once and memory is all: panels of 16 outputs,
 * [pair][16 outputs][2]. x, `factors`, `bias` and y are padded to 16.
 */
export function multiplyIntegerRow(
  x: usize, panels: usize, y: usize, pairs: i32, outputs: i32, factors: usize, bias: usize, relu: bool, toInteger: bool,
): void {
  const step: usize = toInteger ? 16 : 32;
  for (let j = 0; j < outputs; j += 16) {
    let s0 = i32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
    let at = x, left = pairs;
    for (; left >= 2; left -= 2) {
      let a = v128.load32_splat(at);
      s0 = dotAdd(s0, a, v128.load8x8_s(panels)); s1 = dotAdd(s1, a, v128.load8x8_s(panels, 8));
      s2 = dotAdd(s2, a, v128.load8x8_s(panels, 16)); s3 = dotAdd(s3, a, v128.load8x8_s(panels, 24));
      a = v128.load32_splat(at, 4);
      s4 = dotAdd(s4, a, v128.load8x8_s(panels, 32)); s5 = dotAdd(s5, a, v128.load8x8_s(panels, 40));
      s6 = dotAdd(s6, a, v128.load8x8_s(panels, 48)); s7 = dotAdd(s7, a, v128.load8x8_s(panels, 56));
      at += 8; panels += 64;
    }
    if (left > 0) {
      const a = v128.load32_splat(at);
      s0 = dotAdd(s0, a, v128.load8x8_s(panels)); s1 = dotAdd(s1, a, v128.load8x8_s(panels, 8));
      s2 = dotAdd(s2, a, v128.load8x8_s(panels, 16)); s3 = dotAdd(s3, a, v128.load8x8_s(panels, 24));
      panels += 32;
    }
    storeSums(y, i32x4.add(s0, s4), i32x4.add(s1, s5), factors, bias, relu, 8, toInteger);
    storeSums(y + step, i32x4.add(s2, s6), i32x4.add(s3, s7), factors + 32, bias + 32, relu, 8, toInteger);
    y += step << 1; factors += 64; bias += 64;
  }
}

/** Largest 16-bit number of each window; windows lie within the image. `rowBytes` is a row of y. */
export function maxPoolInteger(
  x: usize, width: i32, channels: i32, y: usize, rowBytes: usize, rows: i32, columns: i32, size: i32, stride: i32,
): void {
  const pixel = channels << 1, skip = (width - size) * pixel;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const first = x + (i * stride * width + j * stride) * pixel, to = y + j * pixel;
      let b = 0;
      for (; b + 16 <= pixel; b += 16) {
        let best = v128.load(first + b), at = first + b;
        for (let v = size; v > 0; v--) {
          for (let u = size; u > 0; u--) {
            best = i16x8.max_s(best, v128.load(at));
            at += pixel;
          }
          at += skip;
        }
        v128.store(to + b, best);
      }
      for (; b < pixel; b += 2) {
        let best = load<i16>(first + b), at = first + b;
        for (let v = size; v > 0; v--) {
          for (let u = size; u > 0; u--) {
            best = max(best, load<i16>(at));
            at += pixel;
          }
          at += skip;
        }
        store<i16>(to + b, best);
      }
    }
    y += rowBytes;
  }
}
