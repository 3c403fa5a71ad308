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
