/**
 * How does one train convolutions on a backend that has only inference kernels? By writing each gradient as another
 * convolution, which XNNPACK does well.
 *
 * Filter gradient: dW[u,v,c,k] = sum over n,i,j of x[n, s i + u, s j + v, c] dy[n,i,j,k]. Seen from the channel c as the
 * image and the batch n as its channels this is a convolution of x with dy as the filter, dilated by the stride. Input
 * gradient: dy with s - 1 zeros between its pixels, convolved with the filter turned by 180 degrees.
 */
import { backend_util, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core';
import { KernelScope, type WasmKernelBackend } from './invoke.ts';

type Pair = readonly [number, number];
type Padding = Parameters<typeof backend_util.computeConv2DInfo>[4];

interface ConvAttrs {
  strides: [number, number] | number;
  pad: Padding;
  dataFormat: 'NHWC' | 'NCHW';
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
  dilations?: [number, number] | number;
}
type Shape4 = [number, number, number, number];

function readGeometry(inputShape: Shape4, filterShape: Shape4, attrs: ConvAttrs, isDepthwise: boolean) {
  if (attrs.dataFormat === 'NCHW') throw new Error('convolution gradients need dataFormat NHWC, got NCHW');
  const { strides, pad, dimRoundingMode } = attrs;
  return backend_util.computeConv2DInfo(
    inputShape,
    filterShape,
    strides,
    attrs.dilations ?? 1,
    pad,
    dimRoundingMode,
    isDepthwise,
  );
}
type Geometry = ReturnType<typeof readGeometry>;

function convolve(scope: KernelScope, x: TensorInfo, filter: TensorInfo, dilations: Pair, pad: Padding) {
  return scope.run('Conv2D', { x, filter }, { strides: [1, 1], pad, dilations, dataFormat: 'NHWC' });
}

/** dW of one convolution; a depthwise one is cut into channels by its caller. */
function gradientOfFilter(scope: KernelScope, x: TensorInfo, dy: TensorInfo, geometry: Geometry): TensorInfo {
  const { padInfo, strideHeight, strideWidth, filterHeight, filterWidth } = geometry;
  const channelImages = scope.transpose(x, [3, 1, 2, 0]);
  const filter = scope.transpose(dy, [1, 2, 0, 3]);
  const wide = convolve(
    scope,
    channelImages,
    filter,
    [strideHeight, strideWidth],
    [
      [0, 0],
      [padInfo.top, padInfo.bottom],
      [padInfo.left, padInfo.right],
      [0, 0],
    ],
  );
  const [channels, , , outputs] = wide.shape as Shape4;
  const cut = scope.slice(wide, [0, 0, 0, 0], [channels, filterHeight, filterWidth, outputs]);
  return scope.transpose(cut, [1, 2, 0, 3]);
}

/** dy with `stride - 1` zeros after each pixel. */
function spread(scope: KernelScope, dy: TensorInfo, [strideHeight, strideWidth]: Pair): TensorInfo {
  if (strideHeight === 1 && strideWidth === 1) return dy;
  const [batch, height, width, channels] = dy.shape as Shape4;
  const columns = scope.reshape(dy, [batch, height * width, 1, channels]);
  const wide = scope.run(
    'PadV2',
    { x: columns },
    { paddings: pads(0, 0, 0, strideWidth - 1), constantValue: 0 },
  );
  const rows = scope.reshape(wide, [batch, height, 1, width * strideWidth * channels]);
  const high = scope.run(
    'PadV2',
    { x: rows },
    { paddings: pads(0, 0, 0, strideHeight - 1), constantValue: 0 },
  );
  return scope.reshape(high, [batch, height * strideHeight, width * strideWidth, channels]);
}

function pads(top: number, bottom: number, left: number, right: number): Pair[] {
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

function gradientOfInput(
  scope: KernelScope,
  dy: TensorInfo,
  filter: TensorInfo,
  geometry: Geometry,
): TensorInfo {
  const { batchSize, inHeight, inWidth, inChannels, filterHeight, filterWidth, padInfo } = geometry;
  const turned = scope.transpose(scope.run('Reverse', { x: filter }, { dims: [0, 1] }), [0, 1, 3, 2]);
  const spaced = spread(scope, dy, [geometry.strideHeight, geometry.strideWidth]);
  const [, height, width] = spaced.shape as Shape4;
  // Pad or cut so that a valid convolution gives exactly the input's size: first by the turned filter's reach.
  const top = filterHeight - 1 - padInfo.top;
  const left = filterWidth - 1 - padInfo.left;
  const bottom = inHeight + filterHeight - 1 - top - height;
  const right = inWidth + filterWidth - 1 - left - width;
  const grown = scope.run(
    'PadV2',
    { x: spaced },
    {
      paddings: pads(...([top, bottom, left, right].map((n) => Math.max(n, 0)) as Shape4)),
      constantValue: 0,
    },
  );
  const [, , , channels] = spaced.shape as Shape4;
  const framed = scope.slice(
    grown,
    [0, Math.max(-top, 0), Math.max(-left, 0), 0],
    [batchSize, inHeight + filterHeight - 1, inWidth + filterWidth - 1, channels],
  );
  const dx = convolve(scope, framed, turned, [1, 1], 'valid');
  return scope.reshape(dx, [batchSize, inHeight, inWidth, inChannels]);
}

export const conv2dBackpropFilter = (({ inputs, attrs, backend }) => {
  const { x, dy } = inputs as unknown as { x: TensorInfo; dy: TensorInfo };
  const { filterShape, ...rest } = attrs as unknown as ConvAttrs & { filterShape: Shape4 };
  const scope = new KernelScope(backend as WasmKernelBackend);
  return scope.finish(
    gradientOfFilter(scope, x, dy, readGeometry(x.shape as Shape4, filterShape, rest, false)),
  );
}) satisfies KernelFunc;

export const conv2dBackpropInput = (({ inputs, attrs, backend }) => {
  const { dy, filter } = inputs as unknown as { dy: TensorInfo; filter: TensorInfo };
  const { inputShape, ...rest } = attrs as unknown as ConvAttrs & { inputShape: Shape4 };
  const scope = new KernelScope(backend as WasmKernelBackend);
  const geometry = readGeometry(inputShape, filter.shape as Shape4, rest, false);
  return scope.finish(gradientOfInput(scope, dy, filter, geometry));
}) satisfies KernelFunc;

/** Each input channel is a convolution of its own with one input channel and `multiplier` outputs. */
export const depthwiseBackpropFilter = (({ inputs, attrs, backend }) => {
  const { x, dy } = inputs as unknown as { x: TensorInfo; dy: TensorInfo };
  const { filterShape, ...rest } = attrs as unknown as ConvAttrs & { filterShape: Shape4 };
  const scope = new KernelScope(backend as WasmKernelBackend);
  const geometry = readGeometry(x.shape as Shape4, filterShape, rest, true);
  const parts = channelsOf(geometry, filterShape).map(({ channel, first, count }) =>
    gradientOfFilter(
      scope,
      cutChannels(scope, x, channel, 1),
      cutChannels(scope, dy, first, count),
      geometry,
    ),
  );
  return scope.finish(scope.run('Concat', parts, { axis: 2 }));
}) satisfies KernelFunc;

export const depthwiseBackpropInput = (({ inputs, attrs, backend }) => {
  const { dy, filter } = inputs as unknown as { dy: TensorInfo; filter: TensorInfo };
  const { inputShape, ...rest } = attrs as unknown as ConvAttrs & { inputShape: Shape4 };
  const scope = new KernelScope(backend as WasmKernelBackend);
  const filterShape = filter.shape as Shape4;
  const geometry = readGeometry(inputShape, filterShape, rest, true);
  const parts = channelsOf(geometry, filterShape).map(({ channel, first, count }) => {
    const part = scope.slice(filter, [0, 0, channel, 0], [filterShape[0], filterShape[1], 1, count]);
    const slice = cutChannels(scope, dy, first, count);
    return gradientOfInput(scope, slice, part, { ...geometry, inChannels: 1 });
  });
  return scope.finish(scope.run('Concat', parts, { axis: 3 }));
}) satisfies KernelFunc;

function channelsOf(geometry: Geometry, filterShape: Shape4) {
  const count = filterShape[3];
  return Array.from({ length: geometry.inChannels }, (_, channel) => ({
    channel,
    first: channel * count,
    count,
  }));
}

function cutChannels(scope: KernelScope, x: TensorInfo, first: number, count: number): TensorInfo {
  const [batch, height, width] = x.shape as Shape4;
  return scope.slice(x, [0, 0, 0, first], [batch, height, width, count]);
}
