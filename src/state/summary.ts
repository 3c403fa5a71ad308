/**
 * How many weights a model has, and how many are not zero, counted on the page's copy with its transforms
 * applied.
 */
import type { ModelSnapshot } from '../protocol/snapshots.ts';
import { isTrainable } from '../spec/model.ts';
import { toEffectiveValues } from '../techniques/transforms.ts';
import type { ModelSummary } from './modelstate.ts';

export function summarizeModel(model: ModelSnapshot): ModelSummary {
  const { spec, tensors } = model;
  const counted = tensors
    .filter(({ role }) => isTrainable(role))
    .map(({ name, layer, role, shape }) => {
      const values = toEffectiveValues(model, name);
      let nonZeros = 0;
      for (let i = 0; i < values.length; i++) if (values[i] !== 0) nonZeros++;
      return { layer, role, shape, weights: values.length, nonZeros };
    });
  return {
    name: spec.name,
    parameters: counted.reduce((sum, { weights }) => sum + weights, 0),
    nonZeros: counted.reduce((sum, { nonZeros }) => sum + nonZeros, 0),
    layers: counted.filter(({ role }) => role === 'kernel').map(({ role, ...layer }) => layer),
  };
}
