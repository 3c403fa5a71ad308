/**
 * Pools and their gradients, on images [height][width][channels]. A window reaches rows [y * stride - top,
 * ... + size) and is cut at the image. The gradient of a maximum goes to the first of equal inputs in
 * row-major order, as in tfjs's CPU backend; a window of NaN alone gives its gradient to its first input.
 */

/** Adds dy to the places of the windows' maxima in dx. */
export function maxPoolGradient(
  x: usize, dy: usize, dx: usize, height: i32, width: i32, channels: i32, rows: i32, columns: i32,
  sizeRows: i32, sizeColumns: i32, strideRows: i32, strideColumns: i32, top: i32, left: i32,
): void {
  const pixel = channels << 2;
  for (let i = 0; i < rows; i++) {
    const y0 = max(0, i * strideRows - top), y1 = min(height, i * strideRows - top + sizeRows);
    for (let j = 0; j < columns; j++) {
      const x0 = max(0, j * strideColumns - left), x1 = min(width, j * strideColumns - left + sizeColumns);
      const first = (y0 * width + x0) * pixel;
      let b = 0;
      for (; b + 16 <= pixel; b += 16) {
        let best = v128.load(x + first + b);
        let place = i32x4.splat(first);
        for (let v = y0; v < y1; v++) {
          let at = (v * width + x0) * pixel;
          for (let u = x0; u < x1; u++) {
            const value = v128.load(x + at + b);
            const isLarger = f32x4.gt(value, best);
            best = v128.bitselect(value, best, isLarger);
            place = v128.bitselect(i32x4.splat(at), place, isLarger);
            at += pixel;
          }
        }
        const p0 = dx + i32x4.extract_lane(place, 0) + b, p1 = dx + i32x4.extract_lane(place, 1) + b;
        const p2 = dx + i32x4.extract_lane(place, 2) + b, p3 = dx + i32x4.extract_lane(place, 3) + b;
        store<f32>(p0, load<f32>(p0) + load<f32>(dy + b));
        store<f32>(p1, load<f32>(p1, 4) + load<f32>(dy + b, 4), 4);
        store<f32>(p2, load<f32>(p2, 8) + load<f32>(dy + b, 8), 8);
        store<f32>(p3, load<f32>(p3, 12) + load<f32>(dy + b, 12), 12);
      }
      for (; b < pixel; b += 4) {
        let best = load<f32>(x + first + b), place = first;
        for (let v = y0; v < y1; v++) {
          let at = (v * width + x0) * pixel;
          for (let u = x0; u < x1; u++) {
            const value = load<f32>(x + at + b);
            if (value > best) {
              best = value;
              place = at;
            }
            at += pixel;
          }
        }
        const to = dx + place + b;
        store<f32>(to, load<f32>(to) + load<f32>(dy + b));
      }
      dy += pixel;
    }
  }
}

/**
 * As maxPoolGradient for windows that tile the image (the stride is the size): every place is written once,
 * so dx needs no clearing, and four channels go without being taken apart.
 */
export function maxPoolDisjointGradient(
  x: usize, dy: usize, dx: usize, width: i32, channels: i32, rows: i32, columns: i32,
  sizeRows: i32, sizeColumns: i32,
): void {
  const pixel = channels << 2;
  const skip = (width - sizeColumns) * pixel;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const first = (i * sizeRows * width + j * sizeColumns) * pixel;
      let b = sizeRows == 2 && sizeColumns == 2 ? passToLargestOfFour(x + first, dy, dx + first, pixel, width * pixel) : 0;
      for (; b + 16 <= pixel; b += 16) {
        let best = v128.load(x + first + b);
        let place = i32x4.splat(first);
        let at = first;
        for (let v = sizeRows; v > 0; v--) {
          for (let u = sizeColumns; u > 0; u--) {
            const value = v128.load(x + at + b);
            const isLarger = f32x4.gt(value, best);
            best = v128.bitselect(value, best, isLarger);
            place = v128.bitselect(i32x4.splat(at), place, isLarger);
            at += pixel;
          }
          at += skip;
        }
        const gradient = v128.load(dy + b);
        at = first;
        for (let v = sizeRows; v > 0; v--) {
          for (let u = sizeColumns; u > 0; u--) {
            v128.store(dx + at + b, v128.and(gradient, i32x4.eq(place, i32x4.splat(at))));
            at += pixel;
          }
          at += skip;
        }
      }
      for (; b < pixel; b += 4) {
        let best = load<f32>(x + first + b), place = first, at = first;
        for (let v = sizeRows; v > 0; v--) {
          for (let u = sizeColumns; u > 0; u--) {
            const value = load<f32>(x + at + b);
            if (value > best) {
              best = value;
              place = at;
            }
            store<f32>(dx + at + b, 0);
            at += pixel;
          }
          at += skip;
        }
        store<f32>(dx + place + b, load<f32>(dy + b));
      }
      dy += pixel;
    }
  }
}

/**
 * The gradient of one 2 x 2 window, without loops, for all channels but the last `pixel` modulo 16 bytes;
 * returns the bytes done.
 */
// @ts-ignore: decorator
@inline
function passToLargestOfFour(x: usize, dy: usize, dx: usize, pixel: i32, row: usize): i32 {
  let b = 0;
  for (; b + 16 <= pixel; b += 16) {
    const p = x + b, q = dx + b;
    const v0 = v128.load(p), v1 = v128.load(p + pixel), v2 = v128.load(p + row), v3 = v128.load(p + row + pixel);
    const isRightAbove = f32x4.gt(v1, v0), isRightBelow = f32x4.gt(v3, v2);
    const above = v128.bitselect(v1, v0, isRightAbove), below = v128.bitselect(v3, v2, isRightBelow);
    const isBelow = f32x4.gt(below, above), gradient = v128.load(dy + b);
    const toAbove = v128.andnot(gradient, isBelow), toBelow = v128.and(gradient, isBelow);
    v128.store(q, v128.andnot(toAbove, isRightAbove));
    v128.store(q + pixel, v128.and(toAbove, isRightAbove));
    v128.store(q + row, v128.andnot(toBelow, isRightBelow));
    v128.store(q + row + pixel, v128.and(toBelow, isRightBelow));
  }
  return b;
}

/** y = maximum of each window. NaN inputs lose against numbers. */
export function maxPool(
  x: usize, y: usize, height: i32, width: i32, channels: i32, rows: i32, columns: i32,
  sizeRows: i32, sizeColumns: i32, strideRows: i32, strideColumns: i32, top: i32, left: i32,
): void {
  const pixel = channels << 2;
  for (let i = 0; i < rows; i++) {
    const y0 = max(0, i * strideRows - top), y1 = min(height, i * strideRows - top + sizeRows);
    for (let j = 0; j < columns; j++) {
      const x0 = max(0, j * strideColumns - left), x1 = min(width, j * strideColumns - left + sizeColumns);
      const first = x + (y0 * width + x0) * pixel;
      let b = 0;
      for (; b + 16 <= pixel; b += 16) {
        let best = v128.load(first + b);
        for (let v = y0; v < y1; v++) {
          let at = x + (v * width + x0) * pixel + b;
          for (let u = x0; u < x1; u++) {
            best = f32x4.pmax(best, v128.load(at));
            at += pixel;
          }
        }
        v128.store(y + b, best);
      }
      for (; b < pixel; b += 4) {
        let best = load<f32>(first + b);
        for (let v = y0; v < y1; v++) {
          let at = x + (v * width + x0) * pixel + b;
          for (let u = x0; u < x1; u++) {
            const value = load<f32>(at);
            if (value > best) best = value;
            at += pixel;
          }
        }
        store<f32>(y + b, best);
      }
      y += pixel;
    }
  }
}

/** Adds dy / (places of the window inside the image) to every place of each window in dx. */
export function averagePoolGradient(
  dy: usize, dx: usize, height: i32, width: i32, channels: i32, rows: i32, columns: i32,
  sizeRows: i32, sizeColumns: i32, strideRows: i32, strideColumns: i32, top: i32, left: i32,
): void {
  const pixel = channels << 2;
  for (let i = 0; i < rows; i++) {
    const y0 = max(0, i * strideRows - top), y1 = min(height, i * strideRows - top + sizeRows);
    for (let j = 0; j < columns; j++) {
      const x0 = max(0, j * strideColumns - left), x1 = min(width, j * strideColumns - left + sizeColumns);
      const share = <f32>1 / <f32>max(1, (y1 - y0) * (x1 - x0));
      const factor = f32x4.splat(share);
      for (let v = y0; v < y1; v++) {
        let at = dx + (v * width + x0) * pixel;
        for (let u = x0; u < x1; u++) {
          let b = 0;
          for (; b + 16 <= pixel; b += 16) {
            v128.store(at + b, f32x4.add(v128.load(at + b), f32x4.mul(v128.load(dy + b), factor)));
          }
          for (; b < pixel; b += 4) store<f32>(at + b, load<f32>(at + b) + load<f32>(dy + b) * share);
          at += pixel;
        }
      }
      dy += pixel;
    }
  }
}
