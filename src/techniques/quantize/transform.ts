/** Weights on a grid whose step sizes are learnt (LSQ, Esser et al. 2020, arXiv 1902.08153). */
import type { TensorInfo } from '../../spec/tensors.ts';
import type { TransformRow } from '../transform.ts';
import { quantizeValues, toStep } from './steps.ts';

export interface QuantizerSnapshot {
  readonly kind: 'quantizer';
  readonly tensor: string;
  /** From 2 to 8. */
  readonly bits: number;
  readonly per: 'tensor' | 'channel';
}

/** The tensor of a quantizer's step sizes: [1], or [units]. */
export function toStepTensor(
  { tensor, per }: Pick<QuantizerSnapshot, 'tensor' | 'per'>,
  { layer, units }: Pick<TensorInfo, 'layer' | 'units'>,
): TensorInfo {
  const steps = per === 'tensor' ? 1 : units;
  return {
    name: `${tensor}/step`,
    layer,
    role: 'quantizer',
    shape: [steps],
    units: steps,
    training: { rate: 1, decay: 0 },
  };
}

export const quantizer: TransformRow<QuantizerSnapshot> = {
  listParameters: (snapshot, tensor) => [toStepTensor(snapshot, tensor)],
  apply: (values, { tensor, bits }, read) => quantizeValues(values, read(`${tensor}/step`), bits),
  findGrid: ({ bits, tensor }, _, read) => {
    const scales = read(`${tensor}/step`).map(toStep);
    return { tensor, bits, scales, zeroPoints: scales.map(() => 2 ** (bits - 1)) };
  },
  take: (snapshot) => snapshot,
  countBytes: () => 0,
};
