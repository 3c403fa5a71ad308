/**
 * Batch normalization over rows [rows][channels]: y = (x - mean) * factor + shift, with factor = scale /
 * sqrt(variance + epsilon), and its gradient. Rows pass in blocks that stay in the first cache; sums of a
 * block are float32, totals over blocks float64, in a fixed order. With `relu` the result is max(y, 0), and
 * the gradient is zero where y was not positive, found by computing y again, which is cheaper than storing
 * it.
 */

const BLOCK_BYTES = 16384;

// @ts-ignore: decorator
@inline
function blockRows(channels: i32): i32 {
  return max(1, BLOCK_BYTES / (channels << 2));
}

/** Adds four floats to four doubles. */
// @ts-ignore: decorator
@inline
function addTotals(totals: usize, sums: v128): void {
  v128.store(totals, f64x2.add(v128.load(totals), f64x2.promote_low_f32x4(sums)));
  const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(sums, sums, 2, 3, 2, 3));
  v128.store(totals, f64x2.add(v128.load(totals, 16), high), 16);
}

// @ts-ignore: decorator
@inline
function addTotal(total: usize, sum: f32): void {
  store<f64>(total, load<f64>(total) + <f64>sum);
}

/**
 * Mean and biased variance of each channel. Squares are taken about the first row, which lies within the
 * data, so that nothing cancels. `totals` holds 2 * channels doubles.
 */
export function batchNormMoments(x: usize, rows: i32, channels: i32, mean: usize, variance: usize, totals: usize): void {
  const squares = totals + (channels << 3);
  memory.fill(totals, 0, channels << 4);
  const rowBytes = <usize>(channels << 2);
  const block = blockRows(channels);
  for (let first = 0; first < rows; first += block) {
    const count = min(block, rows - first);
    let c = 0;
    for (; c + 8 <= channels; c += 8) {
      let at = x + first * rowBytes + (c << 2);
      const o0 = v128.load(x + (c << 2)), o1 = v128.load(x + (c << 2), 16);
      let s0 = f32x4.splat(0), s1 = s0, q0 = s0, q1 = s0;
      for (let i = count; i > 0; i--) {
        const d0 = f32x4.sub(v128.load(at), o0), d1 = f32x4.sub(v128.load(at, 16), o1);
        s0 = f32x4.add(s0, d0); s1 = f32x4.add(s1, d1);
        q0 = f32x4.add(q0, f32x4.mul(d0, d0)); q1 = f32x4.add(q1, f32x4.mul(d1, d1));
        at += rowBytes;
      }
      addTotals(totals + (c << 3), s0); addTotals(totals + (c << 3) + 32, s1);
      addTotals(squares + (c << 3), q0); addTotals(squares + (c << 3) + 32, q1);
    }
    for (; c < channels; c++) {
      let at = x + first * rowBytes + (c << 2);
      const origin = load<f32>(x + (c << 2));
      let sum: f32 = 0, square: f32 = 0;
      for (let i = count; i > 0; i--) {
        const difference = load<f32>(at) - origin;
        sum += difference; square += difference * difference;
        at += rowBytes;
      }
      addTotal(totals + (c << 3), sum); addTotal(squares + (c << 3), square);
    }
  }
  for (let c = 0; c < channels; c++) {
    const average = load<f64>(totals + (c << 3)) / <f64>rows;
    const spread = load<f64>(squares + (c << 3)) / <f64>rows - average * average;
    store<f32>(mean + (c << 2), <f32>(average + <f64>load<f32>(x + (c << 2))));
    store<f32>(variance + (c << 2), <f32>max<f64>(spread, 0));
  }
}

/** factor = scale / sqrt(variance + epsilon). */
export function batchNormFactor(scale: usize, variance: usize, channels: i32, epsilon: f64, factor: usize): void {
  for (let b = 0; b < channels << 2; b += 4) {
    store<f32>(factor + b, <f32>(<f64>load<f32>(scale + b) / sqrt<f64>(<f64>load<f32>(variance + b) + epsilon)));
  }
}

export function batchNormApply(
  x: usize, y: usize, rows: i32, channels: i32, mean: usize, factor: usize, shift: usize, relu: bool,
): void {
  const floor = f32x4.splat(relu ? 0 : -Infinity);
  const bytes = channels << 2;
  for (let i = rows; i > 0; i--) {
    let b = 0;
    for (; b + 16 <= bytes; b += 16) {
      const centred = f32x4.sub(v128.load(x + b), v128.load(mean + b));
      const value = f32x4.add(f32x4.mul(centred, v128.load(factor + b)), v128.load(shift + b));
      v128.store(y + b, f32x4.pmax(value, floor));
    }
    for (; b < bytes; b += 4) {
      const value = (load<f32>(x + b) - load<f32>(mean + b)) * load<f32>(factor + b) + load<f32>(shift + b);
      store<f32>(y + b, relu && value < 0 ? 0 : value);
    }
    x += bytes; y += bytes;
  }
}

/**
 * dshift = sum dy and, in `moments`, sum dy * (x - mean), both as doubles [channels]; dy counts only where
 * the relu let pass.
 */
export function batchNormGradientSums(
  x: usize, dy: usize, rows: i32, channels: i32, mean: usize, factor: usize, shift: usize, relu: bool, sums: usize, moments: usize,
): void {
  memory.fill(sums, 0, channels << 3);
  memory.fill(moments, 0, channels << 3);
  const rowBytes = <usize>(channels << 2);
  const block = blockRows(channels);
  const zero = f32x4.splat(0);
  for (let first = 0; first < rows; first += block) {
    const count = min(block, rows - first);
    let b = 0;
    for (; b + 32 <= <i32>rowBytes; b += 32) {
      let at = x + first * rowBytes + b, from = dy + first * rowBytes + b;
      const m0 = v128.load(mean + b), m1 = v128.load(mean + b, 16);
      let s0 = zero, s1 = zero, t0 = zero, t1 = zero;
      if (relu) {
        const f0 = v128.load(factor + b), f1 = v128.load(factor + b, 16);
        const h0 = v128.load(shift + b), h1 = v128.load(shift + b, 16);
        for (let i = count; i > 0; i--) {
          const d0 = f32x4.sub(v128.load(at), m0), d1 = f32x4.sub(v128.load(at, 16), m1);
          const g0 = v128.and(v128.load(from), f32x4.gt(f32x4.add(f32x4.mul(d0, f0), h0), zero));
          const g1 = v128.and(v128.load(from, 16), f32x4.gt(f32x4.add(f32x4.mul(d1, f1), h1), zero));
          s0 = f32x4.add(s0, g0); s1 = f32x4.add(s1, g1);
          t0 = f32x4.add(t0, f32x4.mul(g0, d0)); t1 = f32x4.add(t1, f32x4.mul(g1, d1));
          at += rowBytes; from += rowBytes;
        }
      } else {
        for (let i = count; i > 0; i--) {
          const d0 = f32x4.sub(v128.load(at), m0), d1 = f32x4.sub(v128.load(at, 16), m1);
          const g0 = v128.load(from), g1 = v128.load(from, 16);
          s0 = f32x4.add(s0, g0); s1 = f32x4.add(s1, g1);
          t0 = f32x4.add(t0, f32x4.mul(g0, d0)); t1 = f32x4.add(t1, f32x4.mul(g1, d1));
          at += rowBytes; from += rowBytes;
        }
      }
      addTotals(sums + (b << 1), s0); addTotals(sums + (b << 1) + 32, s1);
      addTotals(moments + (b << 1), t0); addTotals(moments + (b << 1) + 32, t1);
    }
    for (; b < <i32>rowBytes; b += 4) {
      let at = x + first * rowBytes + b, from = dy + first * rowBytes + b;
      let sum: f32 = 0, moment: f32 = 0;
      for (let i = count; i > 0; i--) {
        const centred = load<f32>(at) - load<f32>(mean + b);
        const passes = !relu || centred * load<f32>(factor + b) + load<f32>(shift + b) > 0;
        const gradient: f32 = passes ? load<f32>(from) : 0;
        sum += gradient; moment += gradient * centred;
        at += rowBytes; from += rowBytes;
      }
      addTotal(sums + (b << 1), sum); addTotal(moments + (b << 1), moment);
    }
  }
}

/**
 * dscale, dshift, and the two constants of dx = factor * dy - offset - (x - mean) * slope, from the sums.
 * slope = factor * moment / (rows * (variance + epsilon)), offset = factor * sum / rows.
 */
export function batchNormGradientFactors(
  sums: usize, moments: usize, rows: i32, channels: i32, variance: usize, epsilon: f64, factor: usize,
  dscale: usize, dshift: usize, offset: usize, slope: usize,
): void {
  for (let c = 0; c < channels; c++) {
    const b = c << 2;
    const power = <f64>load<f32>(variance + b) + epsilon;
    const sum = load<f64>(sums + (c << 3)), moment = load<f64>(moments + (c << 3));
    const gain = <f64>load<f32>(factor + b);
    store<f32>(dscale + b, <f32>(moment / sqrt<f64>(power)));
    store<f32>(dshift + b, <f32>sum);
    store<f32>(offset + b, <f32>(gain * sum / <f64>rows));
    store<f32>(slope + b, <f32>(gain * moment / (<f64>rows * power)));
  }
}

export function batchNormGradientApply(
  x: usize, dy: usize, dx: usize, rows: i32, channels: i32, mean: usize, factor: usize, shift: usize, relu: bool,
  offset: usize, slope: usize,
): void {
  const bytes = channels << 2;
  const zero = f32x4.splat(0);
  const all = relu ? zero : i32x4.splat(-1);
  for (let i = rows; i > 0; i--) {
    let b = 0;
    for (; b + 16 <= bytes; b += 16) {
      const centred = f32x4.sub(v128.load(x + b), v128.load(mean + b));
      const gain = v128.load(factor + b);
      const value = f32x4.add(f32x4.mul(centred, gain), v128.load(shift + b));
      const gradient = v128.and(v128.load(dy + b), v128.or(all, f32x4.gt(value, zero)));
      const straight = f32x4.sub(f32x4.mul(gradient, gain), v128.load(offset + b));
      v128.store(dx + b, f32x4.sub(straight, f32x4.mul(centred, v128.load(slope + b))));
    }
    for (; b < bytes; b += 4) {
      const centred = load<f32>(x + b) - load<f32>(mean + b), gain = load<f32>(factor + b);
      const passes = !relu || centred * gain + load<f32>(shift + b) > 0;
      const gradient: f32 = passes ? load<f32>(dy + b) : 0;
      store<f32>(dx + b, gradient * gain - load<f32>(offset + b) - centred * load<f32>(slope + b));
    }
    x += bytes; dy += bytes; dx += bytes;
  }
}
