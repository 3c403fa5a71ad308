/**
 * Pools of tfjs on our kernels: max-pool forward, and the gradients of max- and average-pool. tfjs 4.22's own
 * MaxPoolGrad for WASM loses the gradient of some windows; its average-pool gradients divide by the whole
 * window even where padding cut it, which is not the derivative of its forward pass. Ours divides by the
 * places that were averaged.
 */
import { backend_util, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core';
import { type KernelModule, kernelModuleOf } from './module.ts';

interface PoolAttrs {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: 'same' | 'valid' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

function readPool(shape: readonly number[], attrs: unknown) {
  const { filterSize, strides, pad, dimRoundingMode } = attrs as PoolAttrs;
  return backend_util.computePool2DInfo(
    shape as [number, number, number, number],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
}

type Pool = ReturnType<typeof readPool>;

/**
 * Calls a kernel for each image with the pool's sizes; addresses step by the sizes of input and output
 * images.
 */
function eachImage(
  pool: Pool,
  run: (inputBytes: number, outputBytes: number, sizes: PoolSizes) => void,
): void {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth } = pool;
  const { strideHeight, strideWidth, padInfo } = pool;
  const sizes: PoolSizes = [
    inHeight,
    inWidth,
    inChannels,
    outHeight,
    outWidth,
    filterHeight,
    filterWidth,
    strideHeight,
    strideWidth,
    padInfo.top,
    padInfo.left,
  ];
  for (let i = 0; i < pool.batchSize; i++) {
    run(4 * i * inHeight * inWidth * inChannels, 4 * i * outHeight * outWidth * inChannels, sizes);
  }
}

type PoolSizes = [
  height: number,
  width: number,
  channels: number,
  rows: number,
  columns: number,
  sizeRows: number,
  sizeColumns: number,
  strideRows: number,
  strideColumns: number,
  top: number,
  left: number,
];

function allocateCleared(kernels: KernelModule, shape: readonly number[]): TensorInfo {
  const tensor = kernels.allocate(shape);
  kernels.exports.clearBytes(kernels.address(tensor), 4 * shape.reduce((product, size) => product * size, 1));
  return tensor;
}

/** tfjs's MaxPool. */
export const maxPool: KernelFunc = ({ inputs, attrs, backend }) => {
  const { x } = inputs as unknown as { x: TensorInfo };
  const kernels = kernelModuleOf(backend);
  const pool = readPool(x.shape, attrs);
  const y = kernels.allocate(pool.outShape);
  const [from, to] = [kernels.address(x), kernels.address(y)];
  eachImage(pool, (input, output, sizes) => kernels.exports.maxPool(from + input, to + output, ...sizes));
  return y;
};

/** Do windows neither overlap, nor reach out of the image, and do they cover all of it? */
function isTiling(pool: Pool): boolean {
  const { inHeight, inWidth, outHeight, outWidth, strideHeight, strideWidth, filterHeight, filterWidth } =
    pool;
  const isWhole = outHeight * strideHeight === inHeight && outWidth * strideWidth === inWidth;
  return (
    isWhole &&
    filterHeight === strideHeight &&
    filterWidth === strideWidth &&
    pool.padInfo.top + pool.padInfo.left === 0
  );
}

/** tfjs's MaxPoolGrad. */
export const maxPoolGrad: KernelFunc = ({ inputs, attrs, backend }) => {
  const { dy, input: x } = inputs as unknown as { dy: TensorInfo; input: TensorInfo };
  const kernels = kernelModuleOf(backend);
  const pool = readPool(x.shape, attrs);
  if (isTiling(pool)) {
    const dx = kernels.allocate(x.shape);
    const [from, gradient, to] = [x, dy, dx].map((each) => kernels.address(each)) as [number, number, number];
    // Images lie one below the other, and windows do not cross from one to the next.
    const rows = pool.batchSize * pool.outHeight;
    const { inWidth, inChannels, outWidth, filterHeight, filterWidth } = pool;
    kernels.exports.maxPoolDisjointGradient(
      from,
      gradient,
      to,
      inWidth,
      inChannels,
      rows,
      outWidth,
      filterHeight,
      filterWidth,
    );
    return dx;
  }
  const dx = allocateCleared(kernels, x.shape);
  const [from, gradient, to] = [x, dy, dx].map((each) => kernels.address(each)) as [number, number, number];
  eachImage(pool, (input, output, sizes) =>
    kernels.exports.maxPoolGradient(from + input, gradient + output, to + input, ...sizes),
  );
  return dx;
};

/** tfjs's AvgPoolGrad. */
export const avgPoolGrad: KernelFunc = ({ inputs, attrs, backend }) => {
  const { dy, input: x } = inputs as unknown as { dy: TensorInfo; input: TensorInfo };
  const kernels = kernelModuleOf(backend);
  const dx = allocateCleared(kernels, x.shape);
  const [gradient, to] = [kernels.address(dy), kernels.address(dx)];
  eachImage(readPool(x.shape, attrs), (input, output, sizes) =>
    kernels.exports.averagePoolGradient(gradient + output, to + input, ...sizes),
  );
  return dx;
};
