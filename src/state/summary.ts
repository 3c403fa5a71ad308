/** How many weights has a model, and how many are not zero? Counted on the page's copy, with masks applied. */
import type { ModelSnapshot } from '../protocol/snapshots.ts';
import { isTrainable } from '../spec/model.ts';
import type { ModelSummary } from './modelstate.ts';

export function summarizeModel({ spec, tensors, transforms }: ModelSnapshot): ModelSummary {
  const counted = tensors
    .filter(({ role }) => isTrainable(role))
    .map(({ name, layer, role, shape, values }) => {
      const masks = transforms.flatMap((each) =>
        each.kind === 'mask' && each.tensor === name ? [each.kept] : [],
      );
      let nonZeros = 0;
      for (let i = 0; i < values.length; i++) {
        let isLeft = values[i] !== 0;
        for (const kept of masks) isLeft &&= kept[i] === 1;
        if (isLeft) nonZeros++;
      }
      return { layer, role, shape, weights: values.length, nonZeros };
    });
  return {
    name: spec.name,
    parameters: counted.reduce((sum, { weights }) => sum + weights, 0),
    nonZeros: counted.reduce((sum, { nonZeros }) => sum + nonZeros, 0),
    layers: counted.filter(({ role }) => role === 'kernel').map(({ role, ...layer }) => layer),
  };
}
