/**
 * The innermost loops, where the processor spends most of its time. Each multiplies a little block of 4 x 8
 * (or 4 x 4) results held in registers: 8 accumulators, two vectors of B and four broadcasts of A fit the 15
 * vector registers that a WASM engine has on x86-64. Loops over k are not unrolled by hand: V8 unrolls them
 * itself, and given more it hoists loads until accumulators spill. Every sum runs over k in ascending order,
 * one product at a time, so results depend on shapes alone.
 *
 * `rows*`: the four rows of A are four places in memory, each contiguous along k, and k may be cut into runs
 * (the rows of a convolution's window). `columns*`: four neighbouring columns of A, so that k strides
 * (products with a transposed A, filter gradients). `scattered8` is `columns8` for columns that are not
 * neighbours.
 *
 * B comes as panels [k][8] or [k][4]. The tails of loads past a matrix stay within the allocator's own margin
 * of 40 bytes at the end of a segment, and never reach a stored result.
 */

// @ts-ignore: decorator
@inline
function muladd(sum: v128, a: v128, b: v128): v128 {
  return f32x4.add(sum, f32x4.mul(a, b));
}

/** Stores the first `count` (1 to 8) of the eight lanes of `low` and `high`. */
// @ts-ignore: decorator
@inline
export function storeLanes(at: usize, low: v128, high: v128, count: i32): void {
  if (count == 8) {
    v128.store(at, low);
    v128.store(at, high, 16);
    return;
  }
  let rest = low;
  let to = at;
  let left = count;
  if (left >= 4) {
    v128.store(at, low);
    rest = high;
    to += 16;
    left -= 4;
  }
  if (left > 0) v128.store_lane<f32>(to, rest, 0);
  if (left > 1) v128.store_lane<f32>(to, rest, 1, 4);
  if (left > 2) v128.store_lane<f32>(to, rest, 2, 8);
}

/**
 * c[i][0..count] = sum over runs and k of a[i][k] * b[k][0..8]. `skip` bytes lie between a run's end and the
 * next start.
 */
export function rows8(
  a0: usize, a1: usize, a2: usize, a3: usize, runs: i32, run: i32, skip: usize, b: usize,
  c0: usize, c1: usize, c2: usize, c3: usize, count: i32,
): void {
  tile8(a0, a1, a2, a3, runs, run, skip, b, c0, c1, c2, c3, count, false, 0, false);
}

/** As rows8 with a bias for each column and, with `relu`, no result below zero. */
export function fusedRows8(
  a0: usize, a1: usize, a2: usize, a3: usize, runs: i32, run: i32, skip: usize, b: usize,
  c0: usize, c1: usize, c2: usize, c3: usize, count: i32, bias: usize, relu: bool,
): void {
  tile8(a0, a1, a2, a3, runs, run, skip, b, c0, c1, c2, c3, count, true, bias, relu);
}

// @ts-ignore: decorator
@inline
function tile8(
  a0: usize, a1: usize, a2: usize, a3: usize, runs: i32, run: i32, skip: usize, b: usize,
  c0: usize, c1: usize, c2: usize, c3: usize, count: i32, isFused: bool, bias: usize, relu: bool,
): void {
  let s00 = f32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
  for (let r = runs; r > 0; r--) {
    for (let k = run; k > 0; k--) {
      const b0 = v128.load(b), b1 = v128.load(b, 16);
      let a = v128.load32_splat(a0);
      s00 = muladd(s00, a, b0); s01 = muladd(s01, a, b1);
      a = v128.load32_splat(a1);
      s10 = muladd(s10, a, b0); s11 = muladd(s11, a, b1);
      a = v128.load32_splat(a2);
      s20 = muladd(s20, a, b0); s21 = muladd(s21, a, b1);
      a = v128.load32_splat(a3);
      s30 = muladd(s30, a, b0); s31 = muladd(s31, a, b1);
      a0 += 4; a1 += 4; a2 += 4; a3 += 4; b += 32;
    }
    a0 += skip; a1 += skip; a2 += skip; a3 += skip;
  }
  if (isFused) {
    const shift0 = v128.load(bias), shift1 = v128.load(bias, 16), low = f32x4.splat(relu ? 0 : -Infinity);
    s00 = f32x4.pmax(f32x4.add(s00, shift0), low); s01 = f32x4.pmax(f32x4.add(s01, shift1), low);
    s10 = f32x4.pmax(f32x4.add(s10, shift0), low); s11 = f32x4.pmax(f32x4.add(s11, shift1), low);
    s20 = f32x4.pmax(f32x4.add(s20, shift0), low); s21 = f32x4.pmax(f32x4.add(s21, shift1), low);
    s30 = f32x4.pmax(f32x4.add(s30, shift0), low); s31 = f32x4.pmax(f32x4.add(s31, shift1), low);
  }
  storeLanes(c0, s00, s01, count);
  storeLanes(c1, s10, s11, count);
  storeLanes(c2, s20, s21, count);
  storeLanes(c3, s30, s31, count);
}

/** As rows8 for a last panel of at most 4 columns. */
export function rows4(
  a0: usize, a1: usize, a2: usize, a3: usize, runs: i32, run: i32, skip: usize, b: usize,
  c0: usize, c1: usize, c2: usize, c3: usize, count: i32,
): void {
  tile4(a0, a1, a2, a3, runs, run, skip, b, c0, c1, c2, c3, count, false, 0, false);
}

export function fusedRows4(
  a0: usize, a1: usize, a2: usize, a3: usize, runs: i32, run: i32, skip: usize, b: usize,
  c0: usize, c1: usize, c2: usize, c3: usize, count: i32, bias: usize, relu: bool,
): void {
  tile4(a0, a1, a2, a3, runs, run, skip, b, c0, c1, c2, c3, count, true, bias, relu);
}

// @ts-ignore: decorator
@inline
function tile4(
  a0: usize, a1: usize, a2: usize, a3: usize, runs: i32, run: i32, skip: usize, b: usize,
  c0: usize, c1: usize, c2: usize, c3: usize, count: i32, isFused: bool, bias: usize, relu: bool,
): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  for (let r = runs; r > 0; r--) {
    for (let k = run; k > 0; k--) {
      const b0 = v128.load(b);
      s0 = muladd(s0, v128.load32_splat(a0), b0);
      s1 = muladd(s1, v128.load32_splat(a1), b0);
      s2 = muladd(s2, v128.load32_splat(a2), b0);
      s3 = muladd(s3, v128.load32_splat(a3), b0);
      a0 += 4; a1 += 4; a2 += 4; a3 += 4; b += 16;
    }
    a0 += skip; a1 += skip; a2 += skip; a3 += skip;
  }
  if (isFused) {
    const shift = v128.load(bias), low = f32x4.splat(relu ? 0 : -Infinity);
    s0 = f32x4.pmax(f32x4.add(s0, shift), low); s1 = f32x4.pmax(f32x4.add(s1, shift), low);
    s2 = f32x4.pmax(f32x4.add(s2, shift), low); s3 = f32x4.pmax(f32x4.add(s3, shift), low);
  }
  storeLanes(c0, s0, s0, count);
  storeLanes(c1, s1, s1, count);
  storeLanes(c2, s2, s2, count);
  storeLanes(c3, s3, s3, count);
}

/**
 * sums[4][8] += sum over rows and k of a[k][0..4] * b[k][0..8]; a and b step by their strides along k, and a
 * skips `aSkip` further bytes after each row.
 */
export function columns8(
  a: usize, aStep: usize, aSkip: usize, b: usize, bStep: usize, rows: i32, count: i32, sums: usize,
): void {
  let s00 = v128.load(sums), s01 = v128.load(sums, 16), s10 = v128.load(sums, 32), s11 = v128.load(sums, 48);
  let s20 = v128.load(sums, 64), s21 = v128.load(sums, 80), s30 = v128.load(sums, 96), s31 = v128.load(sums, 112);
  for (let r = rows; r > 0; r--) {
    for (let k = count; k > 0; k--) {
      const b0 = v128.load(b), b1 = v128.load(b, 16);
      let x = v128.load32_splat(a);
      s00 = muladd(s00, x, b0); s01 = muladd(s01, x, b1);
      x = v128.load32_splat(a, 4);
      s10 = muladd(s10, x, b0); s11 = muladd(s11, x, b1);
      x = v128.load32_splat(a, 8);
      s20 = muladd(s20, x, b0); s21 = muladd(s21, x, b1);
      x = v128.load32_splat(a, 12);
      s30 = muladd(s30, x, b0); s31 = muladd(s31, x, b1);
      a += aStep; b += bStep;
    }
    a += aSkip;
  }
  v128.store(sums, s00); v128.store(sums, s01, 16); v128.store(sums, s10, 32); v128.store(sums, s11, 48);
  v128.store(sums, s20, 64); v128.store(sums, s21, 80); v128.store(sums, s30, 96); v128.store(sums, s31, 112);
}

/** As columns8 with panels of 4 columns: sums[4][4]. */
export function columns4(
  a: usize, aStep: usize, aSkip: usize, b: usize, bStep: usize, rows: i32, count: i32, sums: usize,
): void {
  let s0 = v128.load(sums), s1 = v128.load(sums, 16), s2 = v128.load(sums, 32), s3 = v128.load(sums, 48);
  for (let r = rows; r > 0; r--) {
    for (let k = count; k > 0; k--) {
      const b0 = v128.load(b);
      s0 = muladd(s0, v128.load32_splat(a), b0);
      s1 = muladd(s1, v128.load32_splat(a, 4), b0);
      s2 = muladd(s2, v128.load32_splat(a, 8), b0);
      s3 = muladd(s3, v128.load32_splat(a, 12), b0);
      a += aStep; b += bStep;
    }
    a += aSkip;
  }
  v128.store(sums, s0); v128.store(sums, s1, 16); v128.store(sums, s2, 32); v128.store(sums, s3, 48);
}

/** As columns8, for four columns of A that start at a0 to a3. */
export function scattered8(
  a0: usize, a1: usize, a2: usize, a3: usize, aStep: usize, aSkip: usize, b: usize, bStep: usize,
  rows: i32, count: i32, sums: usize,
): void {
  let s00 = v128.load(sums), s01 = v128.load(sums, 16), s10 = v128.load(sums, 32), s11 = v128.load(sums, 48);
  let s20 = v128.load(sums, 64), s21 = v128.load(sums, 80), s30 = v128.load(sums, 96), s31 = v128.load(sums, 112);
  for (let r = rows; r > 0; r--) {
    for (let k = count; k > 0; k--) {
      const b0 = v128.load(b), b1 = v128.load(b, 16);
      let x = v128.load32_splat(a0);
      s00 = muladd(s00, x, b0); s01 = muladd(s01, x, b1);
      x = v128.load32_splat(a1);
      s10 = muladd(s10, x, b0); s11 = muladd(s11, x, b1);
      x = v128.load32_splat(a2);
      s20 = muladd(s20, x, b0); s21 = muladd(s21, x, b1);
      x = v128.load32_splat(a3);
      s30 = muladd(s30, x, b0); s31 = muladd(s31, x, b1);
      a0 += aStep; a1 += aStep; a2 += aStep; a3 += aStep; b += bStep;
    }
    a0 += aSkip; a1 += aSkip; a2 += aSkip; a3 += aSkip;
  }
  v128.store(sums, s00); v128.store(sums, s01, 16); v128.store(sums, s10, 32); v128.store(sums, s11, 48);
  v128.store(sums, s20, 64); v128.store(sums, s21, 80); v128.store(sums, s30, 96); v128.store(sums, s31, 112);
}

/** As scattered8 with panels of 4 columns: sums[4][4]. */
export function scattered4(
  a0: usize, a1: usize, a2: usize, a3: usize, aStep: usize, aSkip: usize, b: usize, bStep: usize,
  rows: i32, count: i32, sums: usize,
): void {
  let s0 = v128.load(sums), s1 = v128.load(sums, 16), s2 = v128.load(sums, 32), s3 = v128.load(sums, 48);
  for (let r = rows; r > 0; r--) {
    for (let k = count; k > 0; k--) {
      const b0 = v128.load(b);
      s0 = muladd(s0, v128.load32_splat(a0), b0);
      s1 = muladd(s1, v128.load32_splat(a1), b0);
      s2 = muladd(s2, v128.load32_splat(a2), b0);
      s3 = muladd(s3, v128.load32_splat(a3), b0);
      a0 += aStep; a1 += aStep; a2 += aStep; a3 += aStep; b += bStep;
    }
    a0 += aSkip; a1 += aSkip; a2 += aSkip; a3 += aSkip;
  }
  v128.store(sums, s0); v128.store(sums, s1, 16); v128.store(sums, s2, 32); v128.store(sums, s3, 48);
}
