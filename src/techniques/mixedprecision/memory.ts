/**
 * What training keeps in memory, byte by byte, by the formats that it is held in (Micikevicius et al. 2018,
 * arXiv 1710.03740, section 3.1): the weights that passes read, a float32 master copy of them, their
 * gradients, the optimizer's state, and the activations of a batch, which wait for the way back. An estimate
 * from the net's shapes: of activations it counts the images and what each layer makes that a mixed-precision
 * stage rounds. Left out: masks of relu and pooling, scratch memory of products.
 */
import { countFloatBits, SMALL_FLOATS } from '../../math/smallfloat.ts';
import type { Precision } from '../../spec/layers/smallfloat.ts';
import { isTrainable, type ModelSpec } from '../../spec/model.ts';
import { listTensors, sizeOf, traceShapes } from '../../spec/shapes.ts';
import { listMakers } from '../quantizeactivations/spec.ts';

export interface MemoryOptions {
  readonly weights: Precision;
  readonly activations: Precision;
  readonly gradients: Precision;
  readonly master: boolean;
}

/** Values that an optimizer keeps for each weight. */
export const OPTIMIZER_SLOTS = { sgd: 0, momentum: 1, adam: 2 } as const;
export type OptimizerState = keyof typeof OPTIMIZER_SLOTS;

export interface TrainingBytes {
  readonly weights: number;
  readonly master: number;
  readonly gradients: number;
  readonly optimizer: number;
  readonly activations: number;
}

/** Bytes of one value. */
export function toBytes(precision: Precision): number {
  return precision === 'fp32' ? 4 : countFloatBits(SMALL_FLOATS[precision]) / 8;
}

/** Without a master copy the optimizer's state has the weights' format; with one it is float32. */
export function countTrainingBytes(
  spec: ModelSpec,
  { weights, activations, gradients, master }: MemoryOptions,
  optimizer: OptimizerState,
  batchSize: number,
): TrainingBytes {
  const tensors = listTensors(spec).filter(({ role }) => isTrainable(role));
  const countIn = (isRounded: boolean) =>
    tensors
      .filter(({ role }) => (role === 'kernel' || role === 'bias') === isRounded)
      .reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const [rounded, whole] = [countIn(true), countIn(false)];
  const keeps = master && weights !== 'fp32';
  const stateBytes = master ? 4 : toBytes(weights);
  const slots = OPTIMIZER_SLOTS[optimizer];
  return {
    weights: rounded * toBytes(weights) + whole * 4,
    master: keeps ? rounded * 4 : 0,
    gradients: rounded * toBytes(gradients) + whole * 4,
    optimizer: slots * (rounded * stateBytes + whole * 4),
    activations: batchSize * countActivations(spec) * toBytes(activations),
  };
}

/** Values of one image that wait for the way back. */
export function countActivations(spec: ModelSpec): number {
  const sizes = new Map(traceShapes(spec).map(({ path, output }) => [path, sizeOf(output)]));
  return listMakers(spec).reduce((sum, { place }) => sum + sizes.get(place.path)!, sizeOf(spec.inputShape));
}
