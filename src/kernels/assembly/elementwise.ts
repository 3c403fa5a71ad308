/** Element by element, in one pass over memory where tfjs needs two or three. `count` elements. */

/** dx = dy where y > 0, else 0. */
export function reluGradient(dy: usize, y: usize, dx: usize, count: i32): void {
  let left = count;
  const zero = f32x4.splat(0);
  for (; left >= 4; left -= 4) {
    v128.store(dx, v128.and(v128.load(dy), f32x4.gt(v128.load(y), zero)));
    dy += 16; y += 16; dx += 16;
  }
  for (; left > 0; left--) {
    store<f32>(dx, load<f32>(y) > 0 ? load<f32>(dy) : 0);
    dy += 4; y += 4; dx += 4;
  }
}

/**
 * SGD with momentum: g' = (g + decay * w) * mask; v' = momentum * v + g'; w' = (w - rate * (g' + momentum *
 * v' or v')) * mask. `velocity` is 0 (no address) for a first step, `mask` 0 for none. Outputs may be the
 * inputs.
 */
export function sgdUpdate(
  w: usize, g: usize, velocity: usize, mask: usize, nextW: usize, nextVelocity: usize, count: i32,
  rate: f32, momentum: f32, decay: f32, nesterov: bool,
): void {
  for (let i = 0; i < count; i += 4) {
    const b = <usize>(i << 2);
    const left = count - i;
    const weight = loadUpTo(w + b, left);
    let gradient = f32x4.add(loadUpTo(g + b, left), f32x4.mul(weight, f32x4.splat(decay)));
    const keep = mask == 0 ? f32x4.splat(1) : loadUpTo(mask + b, left);
    gradient = f32x4.mul(gradient, keep);
    let direction = gradient;
    if (nextVelocity != 0) {
      let speed = gradient;
      if (velocity != 0) speed = f32x4.add(f32x4.mul(loadUpTo(velocity + b, left), f32x4.splat(momentum)), gradient);
      storeUpTo(nextVelocity + b, speed, left);
      direction = nesterov ? f32x4.add(gradient, f32x4.mul(speed, f32x4.splat(momentum))) : speed;
    }
    const moved = f32x4.sub(weight, f32x4.mul(direction, f32x4.splat(rate)));
    storeUpTo(nextW + b, f32x4.mul(moved, keep), left);
  }
}

/**
 * Adam: m' = beta1 m + (1 - beta1) g', v' = beta2 v + (1 - beta2) g'^2, w' = (w - rate * m' / (sqrt(v') +
 * epsilon)) * mask, with the bias corrections already in `rate` and `epsilon`. `first` is 0 for a first step.
 */
export function adamUpdate(
  w: usize, g: usize, first: usize, second: usize, mask: usize, nextW: usize, nextFirst: usize, nextSecond: usize, count: i32,
  rate: f32, beta1: f32, beta2: f32, share1: f32, share2: f32, epsilon: f32, decay: f32,
): void {
  const zero = f32x4.splat(0);
  for (let i = 0; i < count; i += 4) {
    const b = <usize>(i << 2);
    const left = count - i;
    const weight = loadUpTo(w + b, left);
    let gradient = f32x4.add(loadUpTo(g + b, left), f32x4.mul(weight, f32x4.splat(decay)));
    const keep = mask == 0 ? f32x4.splat(1) : loadUpTo(mask + b, left);
    gradient = f32x4.mul(gradient, keep);
    const oldM = first == 0 ? zero : loadUpTo(first + b, left), oldV = first == 0 ? zero : loadUpTo(second + b, left);
    const m = f32x4.add(f32x4.mul(oldM, f32x4.splat(beta1)), f32x4.mul(gradient, f32x4.splat(share1)));
    const v = f32x4.add(f32x4.mul(oldV, f32x4.splat(beta2)), f32x4.mul(f32x4.mul(gradient, gradient), f32x4.splat(share2)));
    storeUpTo(nextFirst + b, m, left);
    storeUpTo(nextSecond + b, v, left);
    const step = f32x4.div(f32x4.mul(m, f32x4.splat(rate)), f32x4.add(f32x4.sqrt(v), f32x4.splat(epsilon)));
    storeUpTo(nextW + b, f32x4.mul(f32x4.sub(weight, step), keep), left);
  }
}

// @ts-ignore: decorator
@inline
function loadUpTo(at: usize, left: i32): v128 {
  if (left >= 4) return v128.load(at);
  let value = v128.load32_zero(at);
  if (left > 1) value = v128.load_lane<f32>(at, value, 1, 4);
  if (left > 2) value = v128.load_lane<f32>(at, value, 2, 8);
  return value;
}

// @ts-ignore: decorator
@inline
function storeUpTo(at: usize, value: v128, left: i32): void {
  if (left >= 4) {
    v128.store(at, value);
    return;
  }
  v128.store_lane<f32>(at, value, 0);
  if (left > 1) v128.store_lane<f32>(at, value, 1, 4);
  if (left > 2) v128.store_lane<f32>(at, value, 2, 8);
}
