/** Weights of three values; see `values.ts`. */
import { sizeOf } from '../../spec/shapes.ts';
import type { TensorInfo } from '../../spec/tensors.ts';
import { toSignGrid } from '../binarize/values.ts';
import type { TransformRow } from '../transform.ts';
import { type TernaryRule, ternarizeValues, toTernaryScales } from './values.ts';

export interface TernarySnapshot {
  readonly kind: 'ternary';
  readonly tensor: string;
  readonly rule: TernaryRule;
}

/**
 * The tensors of the two scales that learn, [1] each: first the positive one. A scale's gradient is a sum
 * over all n weights; at the weights' own rate it would leave its range at once, so it learns 1 / sqrt(n)
 * times as fast, as the step sizes of LSQ do (arXiv 1902.08153, section 2.2).
 */
export function toScaleTensors(
  tensor: string,
  { layer, shape }: Pick<TensorInfo, 'layer' | 'shape'>,
): readonly [TensorInfo, TensorInfo] {
  const toInfo = (side: string): TensorInfo => ({
    name: `${tensor}/${side}`,
    layer,
    role: 'quantizer',
    shape: [1],
    units: 1,
    training: { rate: 1 / Math.sqrt(sizeOf(shape)), decay: 0 },
  });
  return [toInfo('positive'), toInfo('negative')];
}

export const ternary: TransformRow<TernarySnapshot> = {
  part: 'grid',
  listParameters: ({ tensor, rule }, info) => (rule === 'learnt' ? toScaleTensors(tensor, info) : []),
  apply: (values, { tensor, rule }, read) => {
    const scales =
      rule === 'learnt'
        ? { positive: read(`${tensor}/positive`)[0]!, negative: read(`${tensor}/negative`)[0]! }
        : toTernaryScales(values, rule);
    return ternarizeValues(values, rule, scales);
  },
  findGrid: ({ tensor, rule }, _, __, effective) =>
    rule === 'mean' ? toSignGrid(tensor, effective(), 1) : undefined,
  take: (snapshot) => snapshot,
  countBytes: () => 0,
};
