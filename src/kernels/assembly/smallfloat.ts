/**
 * Floats rounded to a format of fewer bits, to nearest even, by their bits. Normal numbers: half a unit less
 * one, plus the last bit that stays, is added to the bits, and those below are cut; a carry runs into the
 * exponent as it should. Subnormal numbers: a power of two is added whose own last place is the format's
 * smallest number, and taken away again, so that the float addition rounds. `shift` is how many bits of the
 * fraction go, `normal` the bits of the smallest normal number, `magic` that power, `largest` the bits of the
 * largest number, `beyond` those of what is larger.
 */
export function roundFloats(
  x: usize, y: usize, count: i32, shift: i32, normal: i32, magic: f32, largest: i32, beyond: i32,
): void {
  const sizes = i32x4.splat(0x7fffffff), ones = i32x4.splat(1), infinity = i32x4.splat(0x7f800000);
  const half = i32x4.splat((1 << (shift - 1)) - 1), kept = i32x4.splat(-1 << shift);
  const normals = i32x4.splat(normal), magics = f32x4.splat(magic);
  const most = i32x4.splat(largest), over = i32x4.splat(beyond);
  for (let i = 0; i < count; i += 4) {
    const b = <usize>(i << 2);
    const left = count - i;
    let bits: v128;
    if (left >= 4) bits = v128.load(x + b);
    else {
      bits = v128.load32_zero(x + b);
      if (left > 1) bits = i32x4.replace_lane(bits, 1, load<i32>(x + b + 4));
      if (left > 2) bits = i32x4.replace_lane(bits, 2, load<i32>(x + b + 8));
    }
    const size = v128.and(bits, sizes);
    const last = v128.and(i32x4.shr_u(size, shift), ones);
    const fine = v128.and(i32x4.add(i32x4.add(size, half), last), kept);
    const coarse = f32x4.sub(f32x4.add(size, magics), magics);
    let rounded = v128.bitselect(coarse, fine, i32x4.lt_s(size, normals));
    rounded = v128.bitselect(over, rounded, i32x4.gt_s(rounded, most));
    // What was no number stays none.
    rounded = v128.bitselect(size, rounded, i32x4.gt_s(size, infinity));
    const result = v128.or(rounded, v128.andnot(bits, sizes));
    if (left >= 4) v128.store(y + b, result);
    else {
      v128.store32_lane(y + b, result, 0);
      if (left > 1) v128.store32_lane(y + b + 4, result, 1);
      if (left > 2) v128.store32_lane(y + b + 8, result, 2);
    }
  }
}

/** Whether all values are finite: 1 or 0. Infinity and NaN alone have all exponent bits set. */
export function areFinite(x: usize, count: i32): i32 {
  const infinity = i32x4.splat(0x7f800000);
  let found = i32x4.splat(0);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const exponents = v128.and(v128.load(x + <usize>(i << 2)), infinity);
    found = v128.or(found, i32x4.eq(exponents, infinity));
  }
  if (v128.any_true(found)) return 0;
  for (; i < count; i++) if ((load<i32>(x + <usize>(i << 2)) & 0x7f800000) == 0x7f800000) return 0;
  return 1;
}
