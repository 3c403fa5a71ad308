/**
 * Pools and their gradients, on images [height][width][channels]. A window reaches rows [y * stride - top, ... + size) and is cut
 * at the image. The gradient of a maximum goes to the first of equal inputs in row-major order, as in tfjs's CPU backend; a
 * window of NaN alone gives its gradient to its first input.
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
