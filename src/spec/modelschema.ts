/**
 * Is this model spec one that can be built? The schema of `model.ts`, with limits that keep a foreign spec from asking
 * for more memory than a page has.
 */
import * as v from 'valibot';
import type { LayerSpec } from './model.ts';
import { choice, flag, integer, name, number, shown } from './rules.ts';

export const MODEL_LIMITS = {
  units: 8192,
  filters: 2048,
  kernelSize: 11,
  layers: 200,
  imageSide: 256,
  /** Of all tensors together: 128 MiB of float32. */
  values: 32 * 1024 * 1024,
} as const;

const LAYER_KINDS = [
  'conv2d',
  'depthwiseConv2d',
  'dense',
  'batchNorm',
  'maxPool',
  'averagePool',
  'dropout',
  'relu',
  'flatten',
  'globalAveragePool',
  'residual',
] as const satisfies readonly LayerSpec['kind'][];

const stride = v.optional(integer({ min: 1, max: 8, what: 'the stride' }));
const padding = v.optional(
  v.union(
    [choice(['same', 'valid'], 'padding'), integer({ min: 0, max: 8, what: 'padding' })],
    (issue) => `must be same, valid or a whole number from 0 to 8, got ${shown(issue.input)}`,
  ),
);
const kernelSize = integer({ min: 1, max: MODEL_LIMITS.kernelSize, what: 'the kernel size' });
const bias = v.optional(flag('bias'));
const layerName = name('the layer name');
const poolFields = {
  size: integer({ min: 1, max: 64, what: 'the pool size' }),
  stride: integer({ min: 1, max: 64, what: 'the pool stride' }),
  padding: v.optional(choice(['same', 'valid'], 'padding')),
};

const layerSchema: v.GenericSchema<unknown, LayerSpec> = v.lazy(() =>
  v.variant(
    'kind',
    [
      v.strictObject({
        kind: v.literal('conv2d'),
        name: layerName,
        filters: integer({ min: 1, max: MODEL_LIMITS.filters, what: 'the number of filters' }),
        kernelSize,
        stride,
        padding,
        bias,
      }),
      v.strictObject({
        kind: v.literal('depthwiseConv2d'),
        name: layerName,
        kernelSize,
        stride,
        padding,
        bias,
      }),
      v.strictObject({
        kind: v.literal('dense'),
        name: layerName,
        units: integer({ min: 1, max: MODEL_LIMITS.units, what: 'the number of units' }),
        bias,
      }),
      v.strictObject({ kind: v.literal('batchNorm'), name: layerName }),
      v.strictObject({ kind: v.literal('maxPool'), ...poolFields }),
      v.strictObject({ kind: v.literal('averagePool'), ...poolFields }),
      v.strictObject({
        kind: v.literal('dropout'),
        rate: number({ min: 0, below: 1, what: 'the dropout rate' }),
      }),
      v.strictObject({ kind: v.literal('relu') }),
      v.strictObject({ kind: v.literal('flatten') }),
      v.strictObject({ kind: v.literal('globalAveragePool') }),
      v.strictObject({
        kind: v.literal('residual'),
        name: layerName,
        body: layersSchema,
        shortcut: layersSchema,
      }),
    ],
    (issue) => `must be one of ${LAYER_KINDS.join(', ')}, got ${shown(issue.input)}`,
  ),
) as v.GenericSchema<unknown, LayerSpec>;

const layersSchema = v.pipe(
  v.array(layerSchema, (issue) => `must be a list of layers, got ${shown(issue.input)}`),
  v.maxLength(
    MODEL_LIMITS.layers,
    (issue) => `must have at most ${MODEL_LIMITS.layers} layers, got ${issue.input.length}`,
  ),
);

const side = (what: string, max: number) => integer({ min: 1, max, what });

export const modelSpecSchema = v.strictObject({
  name: name('the model name'),
  inputShape: v.strictTuple(
    [
      side('image height', MODEL_LIMITS.imageSide),
      side('image width', MODEL_LIMITS.imageSide),
      side('channels', 16),
    ],
    (issue) => `must be [height, width, channels], got ${shown(issue.input)}`,
  ),
  classes: integer({ min: 2, max: 1000, what: 'the number of classes' }),
  layers: layersSchema,
});
