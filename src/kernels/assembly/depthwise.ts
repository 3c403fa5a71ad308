/**
 * Depthwise convolution: each channel has filters of its own, so there is no product of matrices in it, only
 * one multiply-add per loaded value. Four channels pass at a time where each has one filter (multiplier 1).
 *
 * Images are framed beforehand; `rowBytes` is a frame's row. Filters are
 * [kernelHeight][kernelWidth][channels][multiplier].
 */

export function depthwiseForward(
  x: usize, rowBytes: usize, w: usize, y: usize, rows: i32, columns: i32, strideRows: i32, strideColumns: i32,
  kernelHeight: i32, kernelWidth: i32, channels: i32, multiplier: i32,
): void {
  const outputs = channels * multiplier;
  const pixelBytes = <usize>(channels << 2), tapBytes = <usize>(outputs << 2);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const window = x + i * strideRows * rowBytes + j * strideColumns * pixelBytes;
      let o = 0;
      if (multiplier == 1) {
        for (; o + 4 <= channels; o += 4) {
          let sum = f32x4.splat(0), tap = w + (o << 2);
          for (let u = 0; u < kernelHeight; u++) {
            let at = window + u * rowBytes + (o << 2);
            for (let v = kernelWidth; v > 0; v--) {
              sum = f32x4.add(sum, f32x4.mul(v128.load(at), v128.load(tap)));
              at += pixelBytes; tap += tapBytes;
            }
          }
          v128.store(y + (o << 2), sum);
        }
      }
      for (; o < outputs; o++) {
        let sum: f32 = 0, tap = w + (o << 2);
        for (let u = 0; u < kernelHeight; u++) {
          let at = window + u * rowBytes + (o / multiplier << 2);
          for (let v = kernelWidth; v > 0; v--) {
            sum += load<f32>(at) * load<f32>(tap);
            at += pixelBytes; tap += tapBytes;
          }
        }
        store<f32>(y + (o << 2), sum);
      }
      y += tapBytes;
    }
  }
}

/** Adds dy, spread by the filters, to the frame `dx`. */
export function depthwiseInputGradient(
  dy: usize, w: usize, dx: usize, rowBytes: usize, rows: i32, columns: i32, strideRows: i32, strideColumns: i32,
  kernelHeight: i32, kernelWidth: i32, channels: i32, multiplier: i32,
): void {
  const outputs = channels * multiplier;
  const pixelBytes = <usize>(channels << 2), tapBytes = <usize>(outputs << 2);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let tap = w;
      for (let u = 0; u < kernelHeight; u++) {
        let at = dx + (i * strideRows + u) * rowBytes + j * strideColumns * pixelBytes;
        for (let v = kernelWidth; v > 0; v--) {
          let o = 0;
          if (multiplier == 1) {
            for (; o + 4 <= channels; o += 4) {
              const b = o << 2;
              v128.store(at + b, f32x4.add(v128.load(at + b), f32x4.mul(v128.load(dy + b), v128.load(tap + b))));
            }
          }
          for (; o < outputs; o++) {
            const to = at + (o / multiplier << 2);
            store<f32>(to, load<f32>(to) + load<f32>(dy + (o << 2)) * load<f32>(tap + (o << 2)));
          }
          at += pixelBytes; tap += tapBytes;
        }
      }
      dy += tapBytes;
    }
  }
}

/** Adds one image's share to the filter gradient `dw`. */
export function depthwiseFilterGradient(
  x: usize, rowBytes: usize, dy: usize, dw: usize, rows: i32, columns: i32, strideRows: i32, strideColumns: i32,
  kernelHeight: i32, kernelWidth: i32, channels: i32, multiplier: i32,
): void {
  const outputs = channels * multiplier;
  const pixelBytes = <usize>(channels << 2), tapBytes = <usize>(outputs << 2);
  for (let u = 0; u < kernelHeight; u++) {
    for (let v = 0; v < kernelWidth; v++) {
      const tap = dw + (u * kernelWidth + v) * tapBytes;
      let o = 0;
      if (multiplier == 1) {
        for (; o + 4 <= channels; o += 4) {
          let sum = v128.load(tap + (o << 2)), from = dy + (o << 2);
          for (let i = 0; i < rows; i++) {
            let at = x + (i * strideRows + u) * rowBytes + v * pixelBytes + (o << 2);
            for (let j = columns; j > 0; j--) {
              sum = f32x4.add(sum, f32x4.mul(v128.load(at), v128.load(from)));
              at += strideColumns * pixelBytes; from += tapBytes;
            }
          }
          v128.store(tap + (o << 2), sum);
        }
      }
      for (; o < outputs; o++) {
        let sum = load<f32>(tap + (o << 2)), from = dy + (o << 2);
        for (let i = 0; i < rows; i++) {
          let at = x + (i * strideRows + u) * rowBytes + v * pixelBytes + (o / multiplier << 2);
          for (let j = columns; j > 0; j--) {
            sum += load<f32>(at) * load<f32>(from);
            at += strideColumns * pixelBytes; from += tapBytes;
          }
        }
        store<f32>(tap + (o << 2), sum);
      }
    }
  }
}
