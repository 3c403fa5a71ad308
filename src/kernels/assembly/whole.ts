/**
 * Nets of whole numbers alone: 16-bit numbers less their zero points, so that padding is zero, sums of 32
 * bits, and results rescaled, cut and stored as 16-bit numbers again. The integers are those of
 * math/integernet.ts.
 *
 * A sum is rescaled in a double: sum * (multiplier / 2^(31 + shift)) is exact there, as the multipliers of a
 * net are kept short enough for that (`toExactMultiplier`). Adding 1.5 * 2^52 rounds it to the nearest whole
 * number, ties to the even one, which is then the double's low half.
 */

/** Output pixels that all panels of the filter pass over before the next ones come. */
const PIXEL_BLOCK = 64;

const MAGIC: f64 = 6755399441055744;

// @ts-ignore: decorator
@inline
export function dotAdd(sum: v128, a: v128, b: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(a, b));
}

/** Four sums by four factors of 64 bits. */
// @ts-ignore: decorator
@inline
export function rescaleFour(sums: v128, low: v128, high: v128): v128 {
  const magic = f64x2.splat(MAGIC);
  const x0 = f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_s(sums), low), magic);
  const x1 = f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_s(v128.shuffle<i64>(sums, sums, 1, 1)), high), magic);
  return v128.shuffle<i32>(x0, x1, 0, 2, 4, 6);
}

// @ts-ignore: decorator
@inline
export function cut(low: v128, high: v128, least: i32, most: i32): v128 {
  const whole = i16x8.narrow_i32x4_s(low, high);
  return i16x8.min_s(i16x8.max_s(whole, i16x8.splat(<i16>least)), i16x8.splat(<i16>most));
}

// @ts-ignore: decorator
@inline
export function rescaleOne(sum: i32, factor: f64): i32 {
  return <i32>nearest<f64>(<f64>sum * factor);
}

// @ts-ignore: decorator
@inline
export function cutOne(value: i32, least: i32, most: i32): i16 {
  return <i16>max(min(value, most), least);
}

function storeWhole(at: usize, whole: v128, count: i32): void {
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

/** Eight sums, with their bias, as they are or rescaled and cut; the first `count` of them. */
// @ts-ignore: decorator
@inline
export function storeSums(
  at: usize, low: v128, high: v128, factor: usize, bias: usize, least: i32, most: i32, count: i32, rescales: bool,
): void {
  const s0 = i32x4.add(low, v128.load(bias)), s1 = i32x4.add(high, v128.load(bias, 16));
  if (!rescales) {
    if (count == 8) {
      v128.store(at, s0);
      v128.store(at, s1, 16);
    } else storeFloats(at, s0, s1, count);
    return;
  }
  const x0 = rescaleFour(s0, v128.load(factor), v128.load(factor, 16));
  const x1 = rescaleFour(s1, v128.load(factor, 32), v128.load(factor, 48));
  const whole = cut(x0, x1, least, most);
  if (count == 8) v128.store(at, whole);
  else storeWhole(at, whole, count);
}

/**
 * y[pixel][0..outputs] = the sum over the pixel's runs of x * panels, plus bias, rescaled by the outputs'
 * factors and cut, for pixels at the offsets of two tables. A run is `pairs` pairs of numbers; `skip` bytes
 * lie between its end and the start of the next, and may be negative. Panels are [pair][8 outputs][2];
 * factors and bias are padded to eight. Without `rescales` the sums themselves are stored, in 32 bits.
 */
export function convolveWhole(
  x: usize, inOffsets: usize, y: usize, outOffsets: usize, pixels: i32, runs: i32, pairs: i32, skip: i32,
  panels: usize, factors: usize, bias: usize, outputs: i32, least: i32, most: i32, rescales: bool,
): void {
  const panelBytes = runs * pairs << 5;
  const shift = rescales ? 1 : 2;
  for (let first = 0; first < pixels; first += PIXEL_BLOCK) {
    const end = min(first + PIXEL_BLOCK, pixels);
    let panel = panels;
    for (let j = 0; j < outputs; j += 8) {
      const count = min(outputs - j, 8);
      const factor = factors + (j << 3), add = bias + (j << 2), out = y + (j << shift);
      for (let p = first; p < end; p += 4) {
        const i0 = inOffsets + (p << 2), o0 = outOffsets + (p << 2);
        const last = pixels - 1 - p;
        const d1 = min(1, last) << 2, d2 = min(2, last) << 2, d3 = min(3, last) << 2;
        const a0 = x + load<u32>(i0), a1 = x + load<u32>(i0 + d1), a2 = x + load<u32>(i0 + d2), a3 = x + load<u32>(i0 + d3);
        const c0 = out + load<u32>(o0), c1 = out + load<u32>(o0 + d1), c2 = out + load<u32>(o0 + d2), c3 = out + load<u32>(o0 + d3);
        if (rescales) wholeTile(a0, a1, a2, a3, runs, pairs, skip, panel, factor, add, least, most, c0, c1, c2, c3, count);
        else sumsTile(a0, a1, a2, a3, runs, pairs, skip, panel, factor, add, least, most, c0, c1, c2, c3, count);
      }
      panel += panelBytes;
    }
  }
}

function wholeTile(
  a0: usize, a1: usize, a2: usize, a3: usize, runs: i32, pairs: i32, skip: i32, b: usize, factor: usize, bias: usize,
  least: i32, most: i32, c0: usize, c1: usize, c2: usize, c3: usize, count: i32,
): void {
  tile(a0, a1, a2, a3, runs, pairs, skip, b, factor, bias, least, most, c0, c1, c2, c3, count, true);
}

function sumsTile(
  a0: usize, a1: usize, a2: usize, a3: usize, runs: i32, pairs: i32, skip: i32, b: usize, factor: usize, bias: usize,
  least: i32, most: i32, c0: usize, c1: usize, c2: usize, c3: usize, count: i32,
): void {
  tile(a0, a1, a2, a3, runs, pairs, skip, b, factor, bias, least, most, c0, c1, c2, c3, count, false);
}

// @ts-ignore: decorator
@inline
function tile(
  a0: usize, a1: usize, a2: usize, a3: usize, runs: i32, pairs: i32, skip: i32, b: usize, factor: usize, bias: usize,
  least: i32, most: i32, c0: usize, c1: usize, c2: usize, c3: usize, count: i32, rescales: bool,
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
  storeSums(c0, s00, s01, factor, bias, least, most, count, rescales);
  storeSums(c1, s10, s11, factor, bias, least, most, count, rescales);
  storeSums(c2, s20, s21, factor, bias, least, most, count, rescales);
  storeSums(c3, s30, s31, factor, bias, least, most, count, rescales);
}

/**
 * One row of numbers: y[outputs] = x w + bias, rescaled and cut, or as sums. Weights are bytes, as each is
 * used once and memory is all: panels of 16 outputs, [pair][16 outputs][2]. x, factors, bias and y are padded
 * to 16.
 */
export function multiplyWholeRow(
  x: usize, panels: usize, y: usize, pairs: i32, outputs: i32, factors: usize, bias: usize,
  least: i32, most: i32, rescales: bool,
): void {
  const step: usize = rescales ? 16 : 32;
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
    storeSums(y, i32x4.add(s0, s4), i32x4.add(s1, s5), factors, bias, least, most, 8, rescales);
    storeSums(y + step, i32x4.add(s2, s6), i32x4.add(s3, s7), factors + 64, bias + 32, least, most, 8, rescales);
    y += step << 1; factors += 128; bias += 64;
  }
}

/**
 * y = (x * first + other * second, each rounded) * factor, rounded and cut, row by row, for images with rows
 * of their own lengths in bytes.
 */
export function addWhole(
  x: usize, xBytes: usize, other: usize, otherBytes: usize, y: usize, yBytes: usize, rows: i32, count: i32,
  first: f64, second: f64, factor: f64, least: i32, most: i32,
): void {
  const a = f64x2.splat(first), b = f64x2.splat(second), c = f64x2.splat(factor);
  for (let i = rows; i > 0; i--) {
    let at = 0;
    for (; at + 16 <= count << 1; at += 16) {
      const u = v128.load(x + at), v = v128.load(other + at);
      const low = i32x4.add(
        rescaleFour(i32x4.extend_low_i16x8_s(u), a, a), rescaleFour(i32x4.extend_low_i16x8_s(v), b, b),
      );
      const high = i32x4.add(
        rescaleFour(i32x4.extend_high_i16x8_s(u), a, a), rescaleFour(i32x4.extend_high_i16x8_s(v), b, b),
      );
      v128.store(y + at, cut(rescaleFour(low, c, c), rescaleFour(high, c, c), least, most));
    }
    for (; at < count << 1; at += 2) {
      const sum = rescaleOne(load<i16>(x + at), first) + rescaleOne(load<i16>(other + at), second);
      store<i16>(y + at, cutOne(rescaleOne(sum, factor), least, most));
    }
    x += xBytes; other += otherBytes; y += yBytes;
  }
}
