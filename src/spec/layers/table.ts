/**
 * The kinds of layer that a model spec may list. The types of layers follow from the rows; who asks something
 * of a kind asks its row, so a kind that lacks a row does not compile.
 */
import * as v from 'valibot';
import { shown } from '../rules.ts';
import { batchNorm } from './batchnorm.ts';
import { binarizeActivation } from './binarizeactivation.ts';
import { type BranchesSpec, createBranchesRow } from './branches.ts';
import { conv2d, depthwiseConv2d } from './convolution.ts';
import { dense } from './dense.ts';
import { fixedPoint } from './fixedpoint.ts';
import { createInputScaledRow, type InputScaledSpec } from './inputscaled.ts';
import { MODEL_LIMITS } from './limits.ts';
import { dropout, flatten, relu } from './pointwise.ts';
import { averagePool, globalAveragePool, maxPool } from './pool.ts';
import { quantizeActivation } from './quantizeactivation.ts';
import { quantizeGradient } from './quantizegradient.ts';
import { createResidualRow, type ResidualSpec } from './residual.ts';
import type { NestedList, NestedRow, PlainRow } from './row.ts';
import { smallFloat } from './smallfloat.ts';

/** Kinds without layers inside. */
const PLAIN = {
  conv2d,
  depthwiseConv2d,
  dense,
  batchNorm,
  maxPool,
  averagePool,
  dropout,
  relu,
  flatten,
  globalAveragePool,
  quantizeActivation,
  binarizeActivation,
  quantizeGradient,
  fixedPoint,
  smallFloat,
};

type SpecOf<Row> = Row extends PlainRow<infer Spec> ? Spec : never;

type PlainSpec = { [Kind in keyof typeof PLAIN]: SpecOf<(typeof PLAIN)[Kind]> }[keyof typeof PLAIN];

/** One layer of a model. Kinds with layers inside take the whole union as their parameter. */
export type LayerSpec =
  | PlainSpec
  | ResidualSpec<LayerSpec>
  | BranchesSpec<LayerSpec>
  | InputScaledSpec<LayerSpec>;

export type LayerKind = LayerSpec['kind'];

/** The spec of a kind. */
export type LayerOf<Kind extends LayerKind> = Extract<LayerSpec, { readonly kind: Kind }>;

type RowOf<Kind extends LayerKind> = Kind extends keyof typeof PLAIN
  ? PlainRow<LayerOf<Kind>>
  : NestedRow<LayerOf<Kind>, LayerSpec>;

export const LAYERS: { readonly [Kind in LayerKind]: RowOf<Kind> } = {
  ...PLAIN,
  residual: createResidualRow(),
  branches: createBranchesRow(),
  inputScaled: createInputScaledRow(),
};

export const LAYER_KINDS = Object.keys(LAYERS) as readonly LayerKind[];

type AnyRow = Omit<PlainRow<LayerSpec>, 'schema'> &
  Partial<Pick<PlainRow<LayerSpec>, 'schema'> & Pick<NestedRow<LayerSpec, LayerSpec>, 'nesting'>>;

/**
 * The row of a layer, which takes that layer.
 * @throws where a spec that nothing checked names a kind that there is not
 */
export function rowOf({ kind }: { readonly kind: LayerKind }): AnyRow {
  if (!Object.hasOwn(LAYERS, kind)) throw new Error(`there is no kind of layer named ${kind}`);
  return LAYERS[kind] as unknown as AnyRow;
}

/** The lists of layers inside a layer; none in most. */
export function listNested(layer: LayerSpec): readonly NestedList<LayerSpec>[] {
  return rowOf(layer).nesting?.list(layer) ?? [];
}

/** The layer with other lists of layers inside, in the order of `listNested`. */
export function putNested(layer: LayerSpec, lists: readonly (readonly LayerSpec[])[]): LayerSpec {
  return rowOf(layer).nesting?.put(layer, lists) ?? layer;
}

const layerSchema: v.GenericSchema<unknown, LayerSpec> = v.lazy(() => {
  const schemas = LAYER_KINDS.map((kind) => {
    const { schema, nesting } = rowOf({ kind });
    return schema ?? nesting?.schema(layersSchema);
  });
  return v.variant(
    'kind',
    schemas as unknown as v.VariantOptions<'kind'>,
    (issue) => `must be one of ${LAYER_KINDS.join(', ')}, got ${shown(issue.input)}`,
  ) as unknown as v.GenericSchema<unknown, LayerSpec>;
});

/** A list of layers: a model's, or one inside a layer. */
export const layersSchema: v.GenericSchema<unknown, readonly LayerSpec[]> = v.pipe(
  v.array(layerSchema, (issue) => `must be a list of layers, got ${shown(issue.input)}`),
  v.maxLength(
    MODEL_LIMITS.layers,
    (issue) => `must have at most ${MODEL_LIMITS.layers} layers, got ${issue.input.length}`,
  ),
);
