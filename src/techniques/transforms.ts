/** All weight transforms that outlive a step. A kind that is not here does not compile anywhere. */
import type { ModelSpec } from '../spec/model.ts';
import { listTensors } from '../spec/shapes.ts';
import type { TensorGrid, TensorInfo, TensorSnapshot } from '../spec/tensors.ts';
import { binary } from './binarize/transform.ts';
import { codebook } from './codebook/transform.ts';
import { doReFa } from './dorefa/transform.ts';
import { fixedPoint } from './fixedpoint/transform.ts';
import { mask } from './mask/transform.ts';
import { smallFloat } from './mixedprecision/transform.ts';
import { quantizer } from './quantize/transform.ts';
import { ternary } from './ternarize/transform.ts';
import type { TransformPart, TransformRow } from './transform.ts';

export const TRANSFORMS = { mask, codebook, quantizer, binary, ternary, doReFa, fixedPoint, smallFloat };

export type TransformKind = keyof typeof TRANSFORMS;

type SnapshotOf<Row> = Row extends TransformRow<infer Snapshot> ? Snapshot : never;

export type TransformSnapshot = {
  [Kind in TransformKind]: SnapshotOf<(typeof TRANSFORMS)[Kind]>;
}[TransformKind];

function rowOf({ kind }: TransformSnapshot): TransformRow<TransformSnapshot> {
  return TRANSFORMS[kind] as TransformRow<TransformSnapshot>;
}

/** Bytes that a transform's snapshot takes. */
export function countTransformBytes(transform: TransformSnapshot): number {
  return rowOf(transform).countBytes(transform);
}

/** A transform for what is left of its tensor: the values at these places in row-major order. */
export function takeTransform(transform: TransformSnapshot, places: Int32Array): TransformSnapshot {
  return rowOf(transform).take(transform, places);
}

/** Tensors with the transforms on them, in the order in which they are applied. */
export interface TransformedTensors {
  readonly tensors: readonly TensorSnapshot[];
  readonly transforms: readonly TransformSnapshot[];
}

/** The same, with the spec that lists the tensors. */
export interface TransformedModel extends TransformedTensors {
  readonly spec: ModelSpec;
}

/** What a transform of a kind is to its tensor; those that live for one step are none of the parts. */
export function partOf(kind: string): TransformPart | undefined {
  return Object.hasOwn(TRANSFORMS, kind) ? TRANSFORMS[kind as TransformKind].part : undefined;
}

/** What transforms on tensors learn themselves: tensors of the net like any other. */
export function listParameters(
  transforms: readonly TransformSnapshot[],
  tensors: readonly TensorInfo[],
): TensorInfo[] {
  return transforms.flatMap((each) => rowOf(each).listParameters(each, findTensor(tensors, each.tensor)));
}

/**
 * The grids that values lie on after their transforms.
 * @param known grids of values that no transform here puts on another one
 */
export function listGrids(
  { spec, tensors, transforms }: TransformedModel,
  known: readonly TensorGrid[],
): TensorGrid[] {
  const infos = listTensors(spec);
  const read = (name: string) => findTensor(tensors, name).values;
  const grids = new Map(known.map((grid) => [grid.tensor, grid]));
  for (const each of transforms) {
    const effective = () => toEffectiveValues({ spec, tensors, transforms }, each.tensor);
    const grid = rowOf(each).findGrid?.(each, findTensor(infos, each.tensor), read, effective);
    if (grid !== undefined) grids.set(grid.tensor, grid);
  }
  return [...grids.values()];
}

/** A tensor's values as inference sees them, in row-major order. */
export function toEffectiveValues(
  { spec, tensors, transforms }: TransformedModel,
  name: string,
): Float32Array {
  const read = (wanted: string) => findTensor(tensors, wanted).values;
  const own = transforms.filter(({ tensor }) => tensor === name);
  if (own.length === 0) return read(name);
  const info = findTensor(listTensors(spec), name);
  return own.reduce((values, transform) => rowOf(transform).apply(values, transform, read, info), read(name));
}

function findTensor<Tensor extends { readonly name: string }>(
  tensors: readonly Tensor[],
  name: string,
): Tensor {
  const found = tensors.find((each) => each.name === name);
  if (found === undefined) throw new Error(`the model has no tensor named ${name}`);
  return found;
}
