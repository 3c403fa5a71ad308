/**
 * A tensor that the net reads as small floats, and whose gradient is one of small floats. With a master copy
 * the stored values are float32 and updates reach them whole; without, the stored values are small floats
 * themselves, and an update of less than half a unit in the last place is lost.
 */
import { roundAllToFloat, SMALL_FLOATS } from '../../math/smallfloat.ts';
import type { Precision } from '../../spec/layers/smallfloat.ts';
import type { TransformRow } from '../transform.ts';

export interface SmallFloatSnapshot {
  readonly kind: 'smallFloat';
  readonly tensor: string;
  readonly weights: Precision;
  readonly gradients: Precision;
  readonly master: boolean;
}

/** Values in a format. */
export function toPrecision(values: Float32Array, precision: Precision): Float32Array {
  return precision === 'fp32' ? values : roundAllToFloat(SMALL_FLOATS[precision], values);
}

export const smallFloat: TransformRow<SmallFloatSnapshot> = {
  part: 'grid',
  listParameters: () => [],
  apply: (values, { weights }) => toPrecision(values, weights),
  take: (snapshot) => snapshot,
  countBytes: () => 0,
};
