/**
 * Where does the gradient of a max-pool window go? To its largest input, the first where several are equal. In place of tfjs
 * 4.22's own MaxPoolGrad for WASM, which loses the gradient of some windows (the self-test of the engine caught it).
 */
import { backend_util, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmKernelBackend } from './invoke.ts';

interface PoolAttributes {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: 'same' | 'valid' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

export const maxPoolGrad: KernelFunc = ({ inputs, attrs, backend: anyBackend }) => {
  const backend = anyBackend as WasmKernelBackend;
  const { dy, input } = inputs as unknown as { dy: TensorInfo; input: TensorInfo };
  const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as PoolAttributes;
  const shape = input.shape as [number, number, number, number];
  const pool = backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  const output = backend.makeOutput(shape, 'float32');
  const [x, gradient, dx] = [input, dy, output].map((each) =>
    backend.typedArrayFromHeap(each),
  ) as Float32Array[];
  scatterToMaxima(x!, gradient!, dx!, pool);
  return output;
};

/** Adds each window's gradient to the place of its maximum. Arrays are [batch, height, width, channels]. */
export function scatterToMaxima(
  x: Float32Array,
  dy: Float32Array,
  dx: Float32Array,
  pool: backend_util.Conv2DInfo,
): void {
  const { batchSize, inHeight, inWidth, outHeight, outWidth, inChannels: channels } = pool;
  const { strideHeight, strideWidth, effectiveFilterHeight, effectiveFilterWidth, padInfo } = pool;
  dx.fill(0);
  let window = 0;
  for (let image = 0; image < batchSize; image++) {
    for (let outRow = 0; outRow < outHeight; outRow++) {
      const top = Math.max(0, outRow * strideHeight - padInfo.top);
      const bottom = Math.min(inHeight, outRow * strideHeight - padInfo.top + effectiveFilterHeight);
      for (let outColumn = 0; outColumn < outWidth; outColumn++) {
        const left = Math.max(0, outColumn * strideWidth - padInfo.left);
        const right = Math.min(inWidth, outColumn * strideWidth - padInfo.left + effectiveFilterWidth);
        for (let channel = 0; channel < channels; channel++, window++) {
          let best = -1;
          let largest = Number.NEGATIVE_INFINITY;
          for (let row = top; row < bottom; row++) {
            let at = ((image * inHeight + row) * inWidth + left) * channels + channel;
            for (let column = left; column < right; column++, at += channels) {
              if (x[at]! > largest || best < 0) {
                largest = x[at]!;
                best = at;
              }
            }
          }
          dx[best]! += dy[window]!;
        }
      }
    }
  }
}
