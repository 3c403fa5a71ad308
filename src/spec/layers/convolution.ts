/** Convolutions: of all channels (`conv2d`), or of each channel by itself (`depthwiseConv2d`). */
import * as v from 'valibot';
import { choice, flag, integer, shown } from '../rules.ts';
import type { TensorInfo } from '../tensors.ts';
import { MODEL_LIMITS } from './limits.ts';
import { createSchema, layerName, listTensorsOf, type PlainRow, type Traced } from './row.ts';
import { type Padding, type Shape, sizeOf, slideWindows, toImage } from './shape.ts';

export interface Conv2dSpec {
  readonly kind: 'conv2d';
  readonly name: string;
  readonly filters: number;
  readonly kernelSize: number;
  readonly stride?: number;
  readonly padding?: Padding;
  readonly bias?: boolean;
}

export interface DepthwiseConv2dSpec {
  readonly kind: 'depthwiseConv2d';
  readonly name: string;
  readonly kernelSize: number;
  readonly stride?: number;
  readonly padding?: Padding;
  readonly bias?: boolean;
}

const kernelSize = integer({ min: 1, max: MODEL_LIMITS.kernelSize, what: 'the kernel size' });
const stride = v.optional(integer({ min: 1, max: 8, what: 'the stride' }));
const padding = v.optional(
  v.union(
    [choice(['same', 'valid'], 'padding'), integer({ min: 0, max: 8, what: 'padding' })],
    (issue) => `must be same, valid or a whole number from 0 to 8, got ${shown(issue.input)}`,
  ),
);
const bias = v.optional(flag('bias'));

export const conv2d: PlainRow<Conv2dSpec> = {
  schema: createSchema<Conv2dSpec>({
    kind: v.literal('conv2d'),
    name: layerName,
    filters: integer({ min: 1, max: MODEL_LIMITS.filters, what: 'the number of filters' }),
    kernelSize,
    stride,
    padding,
    bias,
  }),
  trace: (layer, input, { path }) => {
    const { kernelSize: k, filters } = layer;
    return traceKernel(layer, [k, k, toImage(input, path)[2], filters], filters, input, path);
  },
  units: { kind: 'made', isUniform: isUnpadded, countKey: 'filters' },
  gain: 1,
  shardImages: 32,
};

export const depthwiseConv2d: PlainRow<DepthwiseConv2dSpec> = {
  schema: createSchema<DepthwiseConv2dSpec>({
    kind: v.literal('depthwiseConv2d'),
    name: layerName,
    kernelSize,
    stride,
    padding,
    bias,
  }),
  trace: (layer, input, { path }) => {
    const { kernelSize: k } = layer;
    const channels = toImage(input, path)[2];
    return traceKernel(layer, [k, k, channels, 1], channels, input, path);
  },
  units: {
    kind: 'scaled',
    ofConstant: (layer, value, weightsOf) => {
      const sum = weightsOf('kernel').reduce((total, weight) => total + weight, 0);
      const [bias = 0] = weightsOf('bias');
      if (value === 0 || weightsOf('kernel').every((weight) => weight === 0)) return bias;
      return value === undefined || !isUnpadded(layer) ? undefined : bias + value * sum;
    },
  },
  gain: 1,
  shardImages: 32,
};

function isUnpadded({ padding: zeros = 'valid' }: { readonly padding?: Padding }): boolean {
  return zeros === 'valid' || zeros === 0;
}

function traceKernel(
  layer: Conv2dSpec | DepthwiseConv2dSpec,
  kernel: Shape,
  units: number,
  input: Shape,
  path: string,
): Traced {
  const { kernelSize: size, stride: step = 1, padding: zeros = 'valid' } = layer;
  const output = slideWindows(input, { size, stride: step, padding: zeros }, units, path);
  const tensors = listKernelAndBias(layer, kernel, units);
  return { output, tensors, macs: sizeOf(kernel) * output[0] * output[1] };
}

/** The tensors of a layer with one kernel, and a bias unless it says otherwise. */
export function listKernelAndBias(
  { name, bias: hasBias }: { readonly name: string; readonly bias?: boolean },
  kernel: Shape,
  units: number,
): TensorInfo[] {
  return listTensorsOf(name, units, [
    ['kernel', kernel],
    ...(hasBias === false ? [] : ([['bias', [units]]] as const)),
  ]);
}
