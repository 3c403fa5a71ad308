/** All weight transforms that outlive a step. A kind that is not here does not compile anywhere. */
import type { TensorSnapshot } from '../spec/tensor.ts';
import { codebook } from './codebook/transform.ts';
import { mask } from './mask/transform.ts';
import type { TransformRow } from './transform.ts';

export const TRANSFORMS = { mask, codebook };

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

/** Tensors with the transforms on them, in the order in which they are applied. */
export interface TransformedTensors {
  readonly tensors: readonly TensorSnapshot[];
  readonly transforms: readonly TransformSnapshot[];
}

/** A tensor's values as inference sees them, in row-major order. */
export function toEffectiveValues({ tensors, transforms }: TransformedTensors, name: string): Float32Array {
  const read = (wanted: string) => {
    const found = tensors.find((each) => each.name === wanted);
    if (found === undefined) throw new Error(`the model has no tensor named ${wanted}`);
    return found.values;
  };
  return transforms
    .filter(({ tensor }) => tensor === name)
    .reduce((values, transform) => rowOf(transform).apply(values, transform, read), read(name));
}
