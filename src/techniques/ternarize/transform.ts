/** Weights of three values; see `values.ts`. */
import type { TensorInfo } from '../../spec/tensors.ts';
import type { TransformRow } from '../transform.ts';
import { type TernaryRule, ternarizeValues, toTernaryScales } from './values.ts';

export interface TernarySnapshot {
  readonly kind: 'ternary';
  readonly tensor: string;
  readonly rule: TernaryRule;
}

/** The tensors of the two scales that learn, [1] each: first the positive one. */
export function toScaleTensors(
  tensor: string,
  { layer }: Pick<TensorInfo, 'layer'>,
): readonly [TensorInfo, TensorInfo] {
  const toInfo = (side: string): TensorInfo => ({
    name: `${tensor}/${side}`,
    layer,
    role: 'quantizer',
    shape: [1],
    units: 1,
    training: { rate: 1, decay: 0 },
  });
  return [toInfo('positive'), toInfo('negative')];
}

export const ternary: TransformRow<TernarySnapshot> = {
  listParameters: ({ tensor, rule }, info) => (rule === 'learnt' ? toScaleTensors(tensor, info) : []),
  apply: (values, { tensor, rule }, read) => {
    const scales =
      rule === 'learnt'
        ? { positive: read(`${tensor}/positive`)[0]!, negative: read(`${tensor}/negative`)[0]! }
        : toTernaryScales(values, rule);
    return ternarizeValues(values, rule, scales);
  },
  take: (snapshot) => snapshot,
  countBytes: () => 0,
};
