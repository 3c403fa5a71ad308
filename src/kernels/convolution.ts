/**
 * Convolution forward and its filter gradient on our kernels, for any kernel, stride and padding.
 *
 * Left out on purpose: dilation and channels-first data, which stay with tfjs's own kernels forward and have
 * no gradient.
 */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import {
  type ConvAttrs,
  checkPlain,
  createFrame,
  eachFramed,
  type Geometry,
  isPlainConvolution,
  readGeometry,
} from './geometry.ts';
import { multiplyAt, panelFloats } from './matmul.ts';
import { type KernelModule, kernelModuleOf } from './module.ts';

/** Bytes of dy that pass through the filter gradient at a time. */
const GRADIENT_BLOCK_BYTES = 16384;
/** Runs shorter than this that are no multiple of four take the scattered form of the filter gradient. */
const SHORT_RUN = 32;

/** A convolution that is a plain product of [pixels, channels] with [channels, outputs]. */
export function isPointwise(geometry: Geometry): boolean {
  const { filterHeight, filterWidth, strideHeight, strideWidth, top, left, inHeight, inWidth } = geometry;
  const isSingle = filterHeight === 1 && filterWidth === 1 && strideHeight === 1 && strideWidth === 1;
  return (
    isSingle && top === 0 && left === 0 && geometry.outHeight === inHeight && geometry.outWidth === inWidth
  );
}

function forward(kernels: KernelModule, geometry: Geometry, x: number, filter: number, y: number): void {
  const { exports } = kernels;
  const {
    batchSize,
    inHeight,
    inWidth,
    inChannels,
    outHeight,
    outWidth,
    outChannels,
    filterHeight,
    filterWidth,
  } = geometry;
  if (isPointwise(geometry)) {
    const sizes = {
      m: batchSize * inHeight * inWidth,
      k: inChannels,
      n: outChannels,
      transposeA: false,
      transposeB: false,
    };
    multiplyAt(kernels, sizes, [{ a: x, b: filter, c: y }]);
    return;
  }
  const image = [inHeight, inWidth, inChannels] as const;
  const frame = createFrame(image, geometry.paddedHeight, geometry.paddedWidth, geometry.top, geometry.left);
  const [pixels, run] = [outHeight * outWidth, filterWidth * inChannels];
  const depth = filterHeight * run;
  const [panels, copy, inOffsets, outOffsets] = kernels.scratch(
    4 * panelFloats(depth, outChannels),
    frame.bytes,
    4 * pixels,
    4 * pixels,
  ) as [number, number, number, number];
  const rowBytes = 4 * frame.width * inChannels;
  exports.packMatrix(filter, depth, outChannels, 0, panels);
  exports.fillOffsets(
    inOffsets,
    outHeight,
    outWidth,
    geometry.strideHeight * rowBytes,
    4 * geometry.strideWidth * inChannels,
  );
  exports.fillOffsets(outOffsets, 1, pixels, 0, 4 * outChannels);
  eachFramed(kernels, x, batchSize, image, frame, copy, (from, i) => {
    const to = y + 4 * i * pixels * outChannels;
    exports.convolveImage(
      from,
      inOffsets,
      to,
      outOffsets,
      pixels,
      filterHeight,
      run,
      rowBytes - 4 * run,
      panels,
      outChannels,
    );
  });
}

function filterGradient(kernels: KernelModule, geometry: Geometry, x: number, dy: number, dw: number): void {
  const { exports } = kernels;
  const {
    batchSize,
    inHeight,
    inWidth,
    inChannels,
    outHeight,
    outWidth,
    outChannels,
    filterHeight,
    filterWidth,
  } = geometry;
  if (isPointwise(geometry)) {
    const sizes = {
      m: inChannels,
      k: batchSize * inHeight * inWidth,
      n: outChannels,
      transposeA: true,
      transposeB: false,
    };
    multiplyAt(kernels, sizes, [{ a: x, b: dy, c: dw }]);
    return;
  }
  const image = [inHeight, inWidth, inChannels] as const;
  const frame = createFrame(image, geometry.paddedHeight, geometry.paddedWidth, geometry.top, geometry.left);
  const run = filterWidth * inChannels;
  const isScattered = run % 4 !== 0 && run < SHORT_RUN;
  const [runs, length] = isScattered ? [1, filterHeight * run] : [filterHeight, run];
  const sumBytes = 4 * panelFloats(runs * Math.ceil(length / 4) * 4, outChannels);
  const [copy, sums, offsets] = kernels.scratch(frame.bytes, sumBytes, 4 * (length + 3)) as [
    number,
    number,
    number,
  ];
  const pixelBytes = 4 * geometry.strideWidth * inChannels;
  const rowBytes = 4 * frame.width * inChannels;
  const block = Math.max(1, Math.floor(GRADIENT_BLOCK_BYTES / (4 * outWidth * outChannels)));
  exports.clearBytes(sums, sumBytes);
  if (isScattered) {
    exports.fillOffsets(offsets, filterHeight, run, rowBytes, 4);
    exports.fillOffsets(offsets + 4 * length, 3, 1, 0, 0);
  }
  const add = isScattered ? exports.addScatteredFilterGradient : exports.addFilterGradient;
  const shape = isScattered ? ([offsets, length] as const) : ([filterHeight, run] as const);
  eachFramed(kernels, x, batchSize, image, frame, copy, (from, i) => {
    const gradient = dy + 4 * i * outHeight * outWidth * outChannels;
    add(
      from,
      rowBytes,
      pixelBytes,
      geometry.strideHeight,
      ...shape,
      gradient,
      outHeight,
      outWidth,
      outChannels,
      block,
      sums,
    );
  });
  exports.unpackFilterGradient(sums, runs, length, outChannels, dw);
}

/** tfjs's Conv2D; `stock` takes what is not ours. */
export function createConv2d(stock: KernelFunc): KernelFunc {
  return (call) => {
    const { x, filter } = call.inputs as unknown as { x: TensorInfo; filter: TensorInfo };
    const attrs = call.attrs as unknown as ConvAttrs;
    if (!isPlainConvolution(attrs)) return stock(call);
    const kernels = kernelModuleOf(call.backend);
    const geometry = readGeometry(x.shape, filter.shape, attrs);
    const y = kernels.allocate(geometry.outShape);
    forward(kernels, geometry, kernels.address(x), kernels.address(filter), kernels.address(y));
    return y;
  };
}

/** tfjs's Conv2DBackpropFilter. */
export const conv2dBackpropFilter: KernelFunc = ({ inputs, attrs, backend }) => {
  const { x, dy } = inputs as unknown as { x: TensorInfo; dy: TensorInfo };
  const { filterShape, ...rest } = attrs as unknown as ConvAttrs & { filterShape: number[] };
  const kernels = kernelModuleOf(backend);
  const dw = kernels.allocate(filterShape);
  const geometry = readGeometry(x.shape, filterShape, checkPlain(rest));
  filterGradient(kernels, geometry, kernels.address(x), kernels.address(dy), kernels.address(dw));
  return dw;
};
