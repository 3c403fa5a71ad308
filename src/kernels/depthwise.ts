/**
 * Depthwise convolution of tfjs on our kernels, with its two gradients.
 *
 * Left out on purpose: dilation, which stays with tfjs's own kernel forward and has no gradient.
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
import { kernelModuleOf } from './module.ts';

function readShapes(input: readonly number[], filter: readonly number[], attrs: ConvAttrs) {
  const geometry = readGeometry(input, filter, attrs, true);
  const { inHeight, inWidth, inChannels, paddedHeight, paddedWidth, top, left } = geometry;
  const image = [inHeight, inWidth, inChannels] as const;
  return { geometry, image, frame: createFrame(image, paddedHeight, paddedWidth, top, left) };
}

/** Sizes in the order in which the three kernels take them. */
function listSizes(geometry: Geometry) {
  const {
    outHeight,
    outWidth,
    strideHeight,
    strideWidth,
    filterHeight,
    filterWidth,
    inChannels,
    outChannels,
  } = geometry;
  const multiplier = outChannels / inChannels;
  return [
    outHeight,
    outWidth,
    strideHeight,
    strideWidth,
    filterHeight,
    filterWidth,
    inChannels,
    multiplier,
  ] as const;
}

/** tfjs's DepthwiseConv2dNative; `stock` takes what is not ours. */
export function createDepthwiseConv2d(stock: KernelFunc): KernelFunc {
  return (call) => {
    const { x, filter } = call.inputs as unknown as { x: TensorInfo; filter: TensorInfo };
    const attrs = call.attrs as unknown as ConvAttrs;
    if (!isPlainConvolution(attrs)) return stock(call);
    const kernels = kernelModuleOf(call.backend);
    const { geometry, image, frame } = readShapes(x.shape, filter.shape, attrs);
    const y = kernels.allocate(geometry.outShape);
    const [copy] = kernels.scratch(frame.bytes) as [number];
    const [w, out] = [kernels.address(filter), kernels.address(y)];
    const outBytes = 4 * geometry.outHeight * geometry.outWidth * geometry.outChannels;
    eachFramed(kernels, kernels.address(x), geometry.batchSize, image, frame, copy, (from, i) => {
      kernels.exports.depthwiseForward(
        from,
        4 * frame.width * image[2],
        w,
        out + i * outBytes,
        ...listSizes(geometry),
      );
    });
    return y;
  };
}

/** tfjs's DepthwiseConv2dNativeBackpropFilter. */
export const depthwiseBackpropFilter: KernelFunc = ({ inputs, attrs, backend }) => {
  const { x, dy } = inputs as unknown as { x: TensorInfo; dy: TensorInfo };
  const { filterShape, ...rest } = attrs as unknown as ConvAttrs & { filterShape: number[] };
  const kernels = kernelModuleOf(backend);
  const { geometry, image, frame } = readShapes(x.shape, filterShape, checkPlain(rest));
  const dw = kernels.allocate(filterShape);
  const [copy] = kernels.scratch(frame.bytes) as [number];
  const [gradient, out] = [kernels.address(dy), kernels.address(dw)];
  const outBytes = 4 * geometry.outHeight * geometry.outWidth * geometry.outChannels;
  kernels.exports.clearBytes(out, 4 * filterShape.reduce((product, size) => product * size, 1));
  eachFramed(kernels, kernels.address(x), geometry.batchSize, image, frame, copy, (from, i) => {
    const rowBytes = 4 * frame.width * image[2];
    kernels.exports.depthwiseFilterGradient(
      from,
      rowBytes,
      gradient + i * outBytes,
      out,
      ...listSizes(geometry),
    );
  });
  return dw;
};

/** tfjs's DepthwiseConv2dNativeBackpropInput. */
export const depthwiseBackpropInput: KernelFunc = ({ inputs, attrs, backend }) => {
  const { dy, filter } = inputs as unknown as { dy: TensorInfo; filter: TensorInfo };
  const { inputShape, ...rest } = attrs as unknown as ConvAttrs & { inputShape: number[] };
  const kernels = kernelModuleOf(backend);
  const { exports } = kernels;
  const { geometry, image } = readShapes(inputShape, filter.shape, checkPlain(rest));
  const [height, width, channels] = image;
  const { top, left, outHeight, outWidth, outChannels } = geometry;
  const [frameHeight, frameWidth] = [
    Math.max(geometry.paddedHeight, top + height),
    Math.max(geometry.paddedWidth, left + width),
  ];
  const frameBytes = 4 * frameHeight * frameWidth * channels;
  const dx = kernels.allocate(inputShape);
  const [frame] = kernels.scratch(frameBytes) as [number];
  const [gradient, w, out] = [dy, filter, dx].map((each) => kernels.address(each)) as [
    number,
    number,
    number,
  ];
  for (let i = 0; i < geometry.batchSize; i++) {
    exports.clearBytes(frame, frameBytes);
    const from = gradient + 4 * i * outHeight * outWidth * outChannels;
    exports.depthwiseInputGradient(from, w, frame, 4 * frameWidth * channels, ...listSizes(geometry));
    const to = out + 4 * i * height * width * channels;
    exports.placeImage(frame, frameHeight, frameWidth, channels, to, -top, -left, height, width);
  }
  return dx;
};
