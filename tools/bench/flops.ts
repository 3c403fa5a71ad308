/**
 * Floating-point operations of an image: two for each multiply-accumulate of convolutions and dense layers;
 * biases, batch norm, pooling, activations, loss and the optimizer count none, whoever computes them. A
 * training step is the forward pass, the gradient by the weights and the gradient by the input, three times
 * the same count, but for the first layer with weights, whose input gradient nobody needs.
 */
import type { ModelSpec } from '../../src/spec/model.ts';
import { countMacs, traceShapes } from '../../src/spec/shapes.ts';

/** Of one image in training. */
export function countTrainFlops(spec: ModelSpec): number {
  const first = traceShapes(spec).find(({ macs }) => macs > 0)?.macs ?? 0;
  return 2 * (3 * countMacs(spec) - first);
}

/** Of one image's forward pass, or of one layer's where it is named. */
export function countInferenceFlops(spec: ModelSpec, layer?: string): number {
  if (layer === undefined) return 2 * countMacs(spec);
  const found = traceShapes(spec).find((each) => 'name' in each.layer && each.layer.name === layer);
  if (found === undefined) throw new Error(`${spec.name} has no layer named ${layer}`);
  return 2 * found.macs;
}
