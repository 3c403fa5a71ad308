/**
 * A product with weights of 4 bits, unpacked on the way in: half the bytes of 8-bit weights, where a row of
 * activations meets each weight once and memory is all. A 16-bit lane holds four weights of as many groups
 * of outputs, so that a shift up and one down again give a vector of eight.
 */
import { dotAdd, storeSums } from './whole';

/**
 * As multiplyWholeRow, with panels of 16 outputs, [pair][output % 4][number of the pair][output / 4] of 4
 * bits each, the lowest first. x, factors, bias and y are padded to 16.
 */
export function multiplyNibbleRow(
  x: usize, panels: usize, y: usize, pairs: i32, outputs: i32, factors: usize, bias: usize,
  least: i32, most: i32, rescales: bool,
): void {
  const step: usize = rescales ? 16 : 32;
  for (let j = 0; j < outputs; j += 16) {
    let s0 = i32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
    let at = x;
    for (let left = pairs; left > 0; left--) {
      const a = v128.load32_splat(at), w = v128.load(panels);
      s0 = dotAdd(s0, a, i16x8.shr_s(i16x8.shl(w, 12), 12));
      s1 = dotAdd(s1, a, i16x8.shr_s(i16x8.shl(w, 8), 12));
      s2 = dotAdd(s2, a, i16x8.shr_s(i16x8.shl(w, 4), 12));
      s3 = dotAdd(s3, a, i16x8.shr_s(w, 12));
      at += 4; panels += 16;
    }
    storeSums(y, s0, s1, factors, bias, least, most, 8, rescales);
    storeSums(y + step, s2, s3, factors + 64, bias + 32, least, most, 8, rescales);
    y += step << 1; factors += 128; bias += 64;
  }
}
