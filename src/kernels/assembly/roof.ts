/**
 * The best speed of this processor, measured: multiply-adds on registers and nothing else: 12 chains, enough
 * to hide the latency of a multiplication and an addition on any current core. 96 floating-point operations a
 * round.
 */
export function measureRoof(rounds: i32, at: usize): void {
  const x = v128.load(at), y = v128.load(at, 16);
  let s0 = y, s1 = x, s2 = y, s3 = x, s4 = y, s5 = x, s6 = y, s7 = x, s8 = y, s9 = x, s10 = y, s11 = x;
  for (let i = rounds; i > 0; i--) {
    s0 = f32x4.add(f32x4.mul(s0, x), y); s1 = f32x4.add(f32x4.mul(s1, x), y);
    s2 = f32x4.add(f32x4.mul(s2, x), y); s3 = f32x4.add(f32x4.mul(s3, x), y);
    s4 = f32x4.add(f32x4.mul(s4, x), y); s5 = f32x4.add(f32x4.mul(s5, x), y);
    s6 = f32x4.add(f32x4.mul(s6, x), y); s7 = f32x4.add(f32x4.mul(s7, x), y);
    s8 = f32x4.add(f32x4.mul(s8, x), y); s9 = f32x4.add(f32x4.mul(s9, x), y);
    s10 = f32x4.add(f32x4.mul(s10, x), y); s11 = f32x4.add(f32x4.mul(s11, x), y);
  }
  s0 = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
  s4 = f32x4.add(f32x4.add(s4, s5), f32x4.add(s6, s7));
  s8 = f32x4.add(f32x4.add(s8, s9), f32x4.add(s10, s11));
  v128.store(at, f32x4.add(s0, f32x4.add(s4, s8)), 32);
}

/**
 * The same for whole numbers: eight products of 16 bits and their sums in 32, in 12 chains. 192 operations a
 * round.
 */
export function measureWholeRoof(rounds: i32, at: usize): void {
  const x = v128.load(at), y = v128.load(at, 16);
  let s0 = y, s1 = x, s2 = y, s3 = x, s4 = y, s5 = x, s6 = y, s7 = x, s8 = y, s9 = x, s10 = y, s11 = x;
  for (let i = rounds; i > 0; i--) {
    s0 = i32x4.add(i32x4.dot_i16x8_s(s0, x), y); s1 = i32x4.add(i32x4.dot_i16x8_s(s1, x), y);
    s2 = i32x4.add(i32x4.dot_i16x8_s(s2, x), y); s3 = i32x4.add(i32x4.dot_i16x8_s(s3, x), y);
    s4 = i32x4.add(i32x4.dot_i16x8_s(s4, x), y); s5 = i32x4.add(i32x4.dot_i16x8_s(s5, x), y);
    s6 = i32x4.add(i32x4.dot_i16x8_s(s6, x), y); s7 = i32x4.add(i32x4.dot_i16x8_s(s7, x), y);
    s8 = i32x4.add(i32x4.dot_i16x8_s(s8, x), y); s9 = i32x4.add(i32x4.dot_i16x8_s(s9, x), y);
    s10 = i32x4.add(i32x4.dot_i16x8_s(s10, x), y); s11 = i32x4.add(i32x4.dot_i16x8_s(s11, x), y);
  }
  s0 = i32x4.add(i32x4.add(s0, s1), i32x4.add(s2, s3));
  s4 = i32x4.add(i32x4.add(s4, s5), i32x4.add(s6, s7));
  s8 = i32x4.add(i32x4.add(s8, s9), i32x4.add(s10, s11));
  v128.store(at, i32x4.add(s0, i32x4.add(s4, s8)), 32);
}

/**
 * Reads `bytes`, a multiple of 128, front to back and `rounds` times; what was read is mixed into 16 bytes at
 * `to`.
 */
export function readMemory(at: usize, bytes: usize, rounds: i32, to: usize): void {
  let s0 = i64x2.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
  for (let i = rounds; i > 0; i--) {
    const end = at + bytes;
    for (let p = at; p < end; p += 128) {
      s0 = v128.xor(s0, v128.load(p)); s1 = v128.xor(s1, v128.load(p, 16));
      s2 = v128.xor(s2, v128.load(p, 32)); s3 = v128.xor(s3, v128.load(p, 48));
      s4 = v128.xor(s4, v128.load(p, 64)); s5 = v128.xor(s5, v128.load(p, 80));
      s6 = v128.xor(s6, v128.load(p, 96)); s7 = v128.xor(s7, v128.load(p, 112));
    }
  }
  s0 = v128.xor(v128.xor(s0, s1), v128.xor(s2, s3));
  s4 = v128.xor(v128.xor(s4, s5), v128.xor(s6, s7));
  v128.store(to, v128.xor(s0, s4));
}
