/** Pools of whole numbers: the largest of each window, or its mean, rescaled as sums are. */
import { cut, cutOne, rescaleFour, rescaleOne } from './whole';

/**
 * The largest number of each window inside the image, or, with `factors`, the sum of its n numbers times the
 * factor at n - 1, rounded and cut. Rows of x and y have their own lengths in bytes.
 */
export function poolWhole(
  x: usize, xBytes: usize, y: usize, yBytes: usize, height: i32, width: i32, channels: i32, rows: i32, columns: i32,
  sizeRows: i32, sizeColumns: i32, stride: i32, top: i32, left: i32, factors: usize, least: i32, most: i32,
): void {
  const pixel = channels << 1;
  for (let i = 0; i < rows; i++) {
    const y0 = max(0, i * stride - top), y1 = min(height, i * stride - top + sizeRows);
    let to = y + i * yBytes;
    for (let j = 0; j < columns; j++) {
      const x0 = max(0, j * stride - left), x1 = min(width, j * stride - left + sizeColumns);
      const window = x + y0 * xBytes + x0 * pixel;
      if (factors == 0) largest(window, xBytes, y1 - y0, x1 - x0, pixel, to);
      else {
        const factor = load<f64>(factors + ((y1 - y0) * (x1 - x0) - 1 << 3));
        mean(window, xBytes, y1 - y0, x1 - x0, pixel, to, factor, least, most);
      }
      to += pixel;
    }
  }
}

// @ts-ignore: decorator
@inline
function largest(x: usize, xBytes: usize, rows: i32, columns: i32, pixel: i32, to: usize): void {
  let b = 0;
  for (; b + 16 <= pixel; b += 16) {
    let best = v128.load(x + b);
    for (let v = 0; v < rows; v++) {
      let at = x + v * xBytes + b;
      for (let u = columns; u > 0; u--) {
        best = i16x8.max_s(best, v128.load(at));
        at += pixel;
      }
    }
    v128.store(to + b, best);
  }
  for (; b < pixel; b += 2) {
    let best = load<i16>(x + b);
    for (let v = 0; v < rows; v++) {
      let at = x + v * xBytes + b;
      for (let u = columns; u > 0; u--) {
        best = max(best, load<i16>(at));
        at += pixel;
      }
    }
    store<i16>(to + b, best);
  }
}

// @ts-ignore: decorator
@inline
function mean(
  x: usize, xBytes: usize, rows: i32, columns: i32, pixel: i32, to: usize, factor: f64, least: i32, most: i32,
): void {
  const share = f64x2.splat(factor);
  let b = 0;
  for (; b + 16 <= pixel; b += 16) {
    let low = i32x4.splat(0), high = low;
    for (let v = 0; v < rows; v++) {
      let at = x + v * xBytes + b;
      for (let u = columns; u > 0; u--) {
        const numbers = v128.load(at);
        low = i32x4.add(low, i32x4.extend_low_i16x8_s(numbers));
        high = i32x4.add(high, i32x4.extend_high_i16x8_s(numbers));
        at += pixel;
      }
    }
    v128.store(to + b, cut(rescaleFour(low, share, share), rescaleFour(high, share, share), least, most));
  }
  for (; b < pixel; b += 2) {
    let sum = 0;
    for (let v = 0; v < rows; v++) {
      let at = x + v * xBytes + b;
      for (let u = columns; u > 0; u--) {
        sum += load<i16>(at);
        at += pixel;
      }
    }
    store<i16>(to + b, cutOne(rescaleOne(sum, factor), least, most));
  }
}
