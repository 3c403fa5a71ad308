/**
 * Softmax cross-entropy in float64 inside, with exponential and logarithm of our own (argument reduction by
 * ln 2 in two parts, then a Taylor or atanh series), so that every machine gets the same bits. The same
 * method stands in math/exactmath.ts.
 */

const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;

/** e^x for x <= 0; below -700 it is 0. */
function exponential(x: f64): f64 {
  if (!(x > -700)) return x != x ? x : 0;
  const doublings = floor<f64>(x / LN2_HIGH + 0.5);
  const r = x - doublings * LN2_HIGH - doublings * LN2_LOW;
  let sum: f64 = 1;
  for (let n = 13; n >= 1; n--) sum = 1 + sum * r / <f64>n;
  return sum * reinterpret<f64>((<i64>doublings + 1023) << 52);
}

/** ln x for normal x > 0. */
function logarithm(x: f64): f64 {
  if (!(x > 0) || x == Infinity) return x == 0 ? -Infinity : x > 0 ? x : NaN;
  const bits = reinterpret<i64>(x);
  let exponent = <f64>((bits >> 52) - 1023);
  let mantissa = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (mantissa > 1.4142135623730951) {
    mantissa /= 2;
    exponent += 1;
  }
  const t = (mantissa - 1) / (mantissa + 1), square = t * t;
  let sum: f64 = 0;
  for (let n = 23; n >= 1; n -= 2) sum = sum * square + 1 / <f64>n;
  return exponent * LN2_HIGH + (2 * t * sum + exponent * LN2_LOW);
}

/**
 * Writes softmax(logits) to `probabilities` [batch][classes] and returns -sum over rows of sum_c target_c *
 * log softmax_c, divided by the batch.
 */
export function softmaxCrossEntropy(logits: usize, targets: usize, probabilities: usize, batch: i32, classes: i32): f64 {
  let total: f64 = 0;
  const bytes = classes << 2;
  for (let row = 0; row < batch; row++) {
    let largest = load<f32>(logits);
    for (let b = 4; b < bytes; b += 4) largest = max(largest, load<f32>(logits + b));
    let sum: f64 = 0;
    for (let b = 0; b < bytes; b += 4) {
      const power = exponential(<f64>load<f32>(logits + b) - <f64>largest);
      store<f32>(probabilities + b, <f32>power);
      sum += power;
    }
    const log = logarithm(sum);
    for (let b = 0; b < bytes; b += 4) {
      const target = load<f32>(targets + b);
      if (target != 0) total += <f64>target * (log + <f64>largest - <f64>load<f32>(logits + b));
      store<f32>(probabilities + b, <f32>(<f64>load<f32>(probabilities + b) / sum));
    }
    logits += bytes; targets += bytes; probabilities += bytes;
  }
  return total / <f64>batch;
}

/**
 * dlogits = (softmax * mass - target) * factor, where mass is the sum of the row of targets: one for a
 * distribution.
 */
export function softmaxCrossEntropyGradient(
  probabilities: usize, targets: usize, dlogits: usize, batch: i32, classes: i32, factor: f32,
): void {
  const bytes = classes << 2;
  for (let row = 0; row < batch; row++) {
    let mass: f32 = 0;
    for (let b = 0; b < bytes; b += 4) mass += load<f32>(targets + b);
    for (let b = 0; b < bytes; b += 4) {
      store<f32>(dlogits + b, (load<f32>(probabilities + b) * mass - load<f32>(targets + b)) * factor);
    }
    probabilities += bytes; targets += bytes; dlogits += bytes;
  }
}
