/**
 * Values on an even grid: y = step * (q - zeroPoint) with q = x / step to the nearest whole number (halves to
 * even), plus `zeroPoint`, from `least` to `most`; row by row of `count` floats.
 */
export function putOnGrid(
  x: usize, xBytes: usize, y: usize, yBytes: usize, rows: i32, count: i32, step: f32, zeroPoint: f32, least: f32, most: f32,
): void {
  const steps = f32x4.splat(step), zeros = f32x4.splat(zeroPoint), low = f32x4.splat(least), high = f32x4.splat(most);
  for (let i = rows; i > 0; i--) {
    let b = 0;
    for (; b + 16 <= count << 2; b += 16) {
      const numbers = f32x4.add(f32x4.nearest(f32x4.div(v128.load(x + b), steps)), zeros);
      v128.store(y + b, f32x4.mul(f32x4.sub(f32x4.min(f32x4.max(numbers, low), high), zeros), steps));
    }
    for (; b < count << 2; b += 4) {
      const number: f32 = nearest(load<f32>(x + b) / step) + zeroPoint;
      store<f32>(y + b, (min(max(number, least), most) - zeroPoint) * step);
    }
    x += xBytes; y += yBytes;
  }
}
