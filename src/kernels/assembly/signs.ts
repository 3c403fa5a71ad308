/**
 * Convolution of signs: activations are plus or minus one, weights too, or zero, and a product costs no
 * multiplication: a sign is a bit, and signs that differ are counted (XNOR-Net, Rastegari et al. 2016, arXiv
 * 1603.05279, section 3). A byte holds the signs of eight channels. Each byte of a window meets the bytes of
 * sixteen outputs at once, so counts stand in their own lanes and nothing is added across them.
 *
 * Panels are [byte of the window][16 outputs]; where weights may be zero, each step is followed by the 16
 * bytes that say which are not.
 */
import { storeFloats } from './whole';

/** Output pixels that all panels of the filter pass over before the next ones come. */
const PIXEL_BLOCK = 64;

/** Bytes whose differing bits a lane of 8 bits can count: 31 times 8 is under 256. */
const COUNTABLE = 31;

/**
 * The signs of `pixels` pixels of `channels` floats, each pixel from a byte of its own on: bit i of byte j is
 * 1 where channel 8 j + i is not negative (and no NaN). Bits left over are 0.
 */
export function packSigns(from: usize, pixels: i32, channels: i32, to: usize): void {
  const zero = f32x4.splat(0);
  for (let p = pixels; p > 0; p--) {
    let left = channels;
    for (; left >= 8; left -= 8) {
      const low = i32x4.bitmask(f32x4.ge(v128.load(from), zero));
      const high = i32x4.bitmask(f32x4.ge(v128.load(from, 16), zero));
      store<u8>(to, <u8>(low | (high << 4)));
      from += 32; to++;
    }
    if (left > 0) {
      let bits = 0;
      for (let i = 0; i < left; i++) bits |= i32(load<f32>(from + (i << 2)) >= 0) << i;
      store<u8>(to, <u8>bits);
      from += left << 2; to++;
    }
  }
}

/**
 * y[pixel][0..outputs] = factors * (constants - 2 * differing bits) + bias, cut at zero with `relu`, for
 * pixels at the offsets of two tables. A window is `runs` runs of `bytes` bytes; `skip` bytes lie between the
 * end of one and the start of the next. `constants` has rows of 32-bit integers, padded to 16 outputs; a
 * third table says which row is a pixel's: the number of signs that its window holds, put right for those
 * that lie in the padding. `factors` and `bias` are padded to 16.
 */
export function convolveSigns(
  x: usize, inOffsets: usize, y: usize, outOffsets: usize, constants: usize, constantOffsets: usize, pixels: i32,
  runs: i32, bytes: i32, skip: i32, panels: usize, hasZeros: bool, factors: usize, bias: usize, outputs: i32, relu: bool,
): void {
  const panelBytes = runs * bytes << (hasZeros ? 5 : 4);
  for (let first = 0; first < pixels; first += PIXEL_BLOCK) {
    const end = min(first + PIXEL_BLOCK, pixels);
    let panel = panels;
    for (let j = 0; j < outputs; j += 16) {
      const count = min(outputs - j, 16);
      const factor = factors + (j << 2), add = bias + (j << 2), out = y + (j << 2), constant = constants + (j << 2);
      for (let p = first; p < end; p += 4) {
        const i0 = inOffsets + (p << 2), o0 = outOffsets + (p << 2), k0 = constantOffsets + (p << 2);
        const last = pixels - 1 - p;
        const d1 = min(1, last) << 2, d2 = min(2, last) << 2, d3 = min(3, last) << 2;
        const a0 = x + load<u32>(i0), a1 = x + load<u32>(i0 + d1), a2 = x + load<u32>(i0 + d2), a3 = x + load<u32>(i0 + d3);
        const c0 = out + load<u32>(o0), c1 = out + load<u32>(o0 + d1), c2 = out + load<u32>(o0 + d2), c3 = out + load<u32>(o0 + d3);
        const n0 = constant + load<u32>(k0), n1 = constant + load<u32>(k0 + d1), n2 = constant + load<u32>(k0 + d2), n3 = constant + load<u32>(k0 + d3);
        if (hasZeros) ternaryRows16(a0, a1, a2, a3, runs, bytes, skip, panel, n0, n1, n2, n3, factor, add, relu, c0, c1, c2, c3, count);
        else binaryRows16(a0, a1, a2, a3, runs, bytes, skip, panel, n0, n1, n2, n3, factor, add, relu, c0, c1, c2, c3, count);
      }
      panel += panelBytes;
    }
  }
}

function binaryRows16(
  a0: usize, a1: usize, a2: usize, a3: usize, runs: i32, bytes: i32, skip: i32, b: usize, n0: usize, n1: usize, n2: usize, n3: usize,
  factor: usize, bias: usize, relu: bool, c0: usize, c1: usize, c2: usize, c3: usize, count: i32,
): void {
  signTile(a0, a1, a2, a3, runs, bytes, skip, b, n0, n1, n2, n3, factor, bias, relu, c0, c1, c2, c3, count, false);
}

function ternaryRows16(
  a0: usize, a1: usize, a2: usize, a3: usize, runs: i32, bytes: i32, skip: i32, b: usize, n0: usize, n1: usize, n2: usize, n3: usize,
  factor: usize, bias: usize, relu: bool, c0: usize, c1: usize, c2: usize, c3: usize, count: i32,
): void {
  signTile(a0, a1, a2, a3, runs, bytes, skip, b, n0, n1, n2, n3, factor, bias, relu, c0, c1, c2, c3, count, true);
}

// @ts-ignore: decorator
@inline
function signTile(
  a0: usize, a1: usize, a2: usize, a3: usize, runs: i32, bytes: i32, skip: i32, b: usize, n0: usize, n1: usize, n2: usize, n3: usize,
  factor: usize, bias: usize, relu: bool, c0: usize, c1: usize, c2: usize, c3: usize, count: i32, hasZeros: bool,
): void {
  const none = i16x8.splat(0);
  let l0 = none, h0 = none, l1 = none, h1 = none, l2 = none, h2 = none, l3 = none, h3 = none;
  for (let r = runs; r > 0; r--) {
    for (let left = bytes; left > 0; left -= COUNTABLE) {
      let s0 = none, s1 = none, s2 = none, s3 = none;
      for (let k = min(left, COUNTABLE); k > 0; k--) {
        const signs = v128.load(b);
        const present = hasZeros ? v128.load(b, 16) : none;
        s0 = countDiffering(s0, a0, signs, present, hasZeros);
        s1 = countDiffering(s1, a1, signs, present, hasZeros);
        s2 = countDiffering(s2, a2, signs, present, hasZeros);
        s3 = countDiffering(s3, a3, signs, present, hasZeros);
        a0++; a1++; a2++; a3++;
        b += hasZeros ? 32 : 16;
      }
      l0 = i16x8.add(l0, i16x8.extend_low_i8x16_u(s0)); h0 = i16x8.add(h0, i16x8.extend_high_i8x16_u(s0));
      l1 = i16x8.add(l1, i16x8.extend_low_i8x16_u(s1)); h1 = i16x8.add(h1, i16x8.extend_high_i8x16_u(s1));
      l2 = i16x8.add(l2, i16x8.extend_low_i8x16_u(s2)); h2 = i16x8.add(h2, i16x8.extend_high_i8x16_u(s2));
      l3 = i16x8.add(l3, i16x8.extend_low_i8x16_u(s3)); h3 = i16x8.add(h3, i16x8.extend_high_i8x16_u(s3));
    }
    a0 += skip; a1 += skip; a2 += skip; a3 += skip;
  }
  const high = min(count - 8, 8);
  storeCounts(c0, l0, n0, factor, bias, relu, min(count, 8));
  storeCounts(c1, l1, n1, factor, bias, relu, min(count, 8));
  storeCounts(c2, l2, n2, factor, bias, relu, min(count, 8));
  storeCounts(c3, l3, n3, factor, bias, relu, min(count, 8));
  if (high <= 0) return;
  storeCounts(c0 + 32, h0, n0 + 32, factor + 32, bias + 32, relu, high);
  storeCounts(c1 + 32, h1, n1 + 32, factor + 32, bias + 32, relu, high);
  storeCounts(c2 + 32, h2, n2 + 32, factor + 32, bias + 32, relu, high);
  storeCounts(c3 + 32, h3, n3 + 32, factor + 32, bias + 32, relu, high);
}

// @ts-ignore: decorator
@inline
function countDiffering(sums: v128, at: usize, signs: v128, present: v128, hasZeros: bool): v128 {
  let differing = v128.xor(v128.load8_splat(at), signs);
  if (hasZeros) differing = v128.and(differing, present);
  return i8x16.add(sums, i8x16.popcnt(differing));
}

function storeCounts(at: usize, counts: v128, constants: usize, factor: usize, bias: usize, relu: bool, count: i32): void {
  const least = f32x4.splat(relu ? 0 : -Infinity);
  const x0 = toValues(i32x4.extend_low_i16x8_u(counts), v128.load(constants), v128.load(factor), v128.load(bias), least);
  const x1 = toValues(i32x4.extend_high_i16x8_u(counts), v128.load(constants, 16), v128.load(factor, 16), v128.load(bias, 16), least);
  if (count == 8) {
    v128.store(at, x0);
    v128.store(at, x1, 16);
  } else storeFloats(at, x0, x1, count);
}

// @ts-ignore: decorator
@inline
function toValues(counts: v128, constants: v128, factor: v128, bias: v128, least: v128): v128 {
  const sums = i32x4.sub(constants, i32x4.shl(counts, 1));
  return f32x4.pmax(f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(sums), factor), bias), least);
}

/** y = 1 where x is not negative, else -1 (NaN, too), row by row of `count` floats. */
export function toSigns(x: usize, xBytes: usize, y: usize, yBytes: usize, rows: i32, count: i32): void {
  const zero = f32x4.splat(0), one = f32x4.splat(1), minus = f32x4.splat(-1);
  for (let i = rows; i > 0; i--) {
    let b = 0;
    for (; b + 16 <= count << 2; b += 16) {
      v128.store(y + b, v128.bitselect(one, minus, f32x4.ge(v128.load(x + b), zero)));
    }
    for (; b < count << 2; b += 4) store<f32>(y + b, load<f32>(x + b) >= 0 ? 1 : -1);
    x += xBytes; y += yBytes;
  }
}

/** to[row][column] = the mean size of a pixel's `channels` floats. */
export function meanSizes(x: usize, xBytes: usize, rows: i32, columns: i32, channels: i32, to: usize): void {
  for (let i = rows; i > 0; i--) {
    let at = x;
    for (let j = columns; j > 0; j--) {
      let sums = f32x4.splat(0);
      let left = channels;
      for (; left >= 4; left -= 4) {
        sums = f32x4.add(sums, f32x4.abs(v128.load(at)));
        at += 16;
      }
      let sum = f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1) + f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3);
      for (; left > 0; left--) {
        sum += abs(load<f32>(at));
        at += 4;
      }
      store<f32>(to, sum / <f32>channels);
      to += 4;
    }
    x += xBytes;
  }
}

/**
 * y = x times the sum of each pixel's window over `means` [height][width] by size * size: places outside
 * count as zero. Rows of x and y lie `xBytes` and `yBytes` apart.
 */
export function scaleByWindows(
  means: usize, height: i32, width: i32, size: i32, stride: i32, top: i32, left: i32,
  x: usize, xBytes: usize, y: usize, yBytes: usize, rows: i32, columns: i32, channels: i32,
): void {
  const share: f32 = <f32>1 / <f32>(size * size);
  for (let i = 0; i < rows; i++) {
    const y0 = max(0, i * stride - top), y1 = min(height, i * stride - top + size);
    let from = x, to = y;
    for (let j = 0; j < columns; j++) {
      const x0 = max(0, j * stride - left), x1 = min(width, j * stride - left + size);
      let sum: f32 = 0;
      for (let v = y0; v < y1; v++) for (let u = x0; u < x1; u++) sum += load<f32>(means + ((v * width + u) << 2));
      const factor = sum * share;
      for (let c = channels; c > 0; c--) {
        store<f32>(to, load<f32>(from) * factor);
        from += 4; to += 4;
      }
    }
    x += xBytes; y += yBytes;
  }
}
