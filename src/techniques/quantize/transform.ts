/** Weights on even grids, whose step sizes may learn. */
import type { GridScheme, LinearGrid } from '../../math/lineargrid.ts';
import type { TensorInfo } from '../../spec/tensors.ts';
import type { TransformRow } from '../transform.ts';
import { type Grain, quantizeValues, toGrouping, toLimits, toMiddle, toStep } from './steps.ts';

export interface QuantizerSnapshot extends Grain {
  readonly kind: 'quantizer';
  readonly tensor: string;
  /** From 2 to 16. */
  readonly bits: number;
  readonly scheme: GridScheme;
  /** Whether the steps learn with the weights. */
  readonly learns: boolean;
  /** Whether they are those of the weights' extent anew after each training step. */
  readonly follows?: boolean;
  /** Whether training rounds by chance, anew at each step. */
  readonly isStochastic?: boolean;
  /** The batch norm with which the channels' steps are one step once it is folded in. */
  readonly norm?: string;
}

/** The tensors of a quantizer: its step sizes, and where the scheme is asymmetric the zero points. */
export function listGridTensors(
  { tensor, scheme, ...grain }: Pick<QuantizerSnapshot, 'tensor' | 'scheme' | keyof Grain>,
  info: Pick<TensorInfo, 'layer' | 'units' | 'shape'>,
): readonly TensorInfo[] {
  const { count } = toGrouping(grain, info);
  const toInfo = (name: string): TensorInfo => ({
    name: `${tensor}/${name}`,
    layer: info.layer,
    role: 'quantizer',
    shape: [count],
    units: count,
    training: { rate: 1, decay: 0 },
  });
  return scheme === 'asymmetric' ? [toInfo('step'), toInfo('zeroPoint')] : [toInfo('step')];
}

type Read = (name: string) => Float32Array;

/** The grids of a quantizer, one for each step. */
export function readGrids({ tensor, bits, scheme }: QuantizerSnapshot, read: Read): LinearGrid[] {
  const zeroPoints = scheme === 'asymmetric' ? read(`${tensor}/zeroPoint`) : undefined;
  return Array.from(read(`${tensor}/step`), (step, index) => ({
    ...toLimits(bits, scheme),
    scale: toStep(step),
    zeroPoint: zeroPoints?.[index] ?? toMiddle(bits),
  }));
}

export const quantizer: TransformRow<QuantizerSnapshot> = {
  part: 'grid',
  listParameters: (snapshot, tensor) => listGridTensors(snapshot, tensor),
  apply: (values, snapshot, read, tensor) =>
    quantizeValues(values, readGrids(snapshot, read), toGrouping(snapshot, tensor)),
  findGrid: (snapshot, _, read) => {
    const grids = readGrids(snapshot, read);
    const { tensor, bits, per, groupSize } = snapshot;
    return {
      tensor,
      bits,
      scales: Float32Array.from(grids, ({ scale }) => scale),
      zeroPoints: Float32Array.from(grids, ({ zeroPoint }) => zeroPoint),
      ...(per === 'group' && { groupSize }),
    };
  },
  take: (snapshot) => snapshot,
  countBytes: () => 0,
};
