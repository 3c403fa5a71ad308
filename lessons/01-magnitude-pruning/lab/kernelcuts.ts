/** What was pruned in a model that is there already: its masks, as the figures of the cut read them. */
import type { ModelSnapshot } from '../../../src/protocol/snapshots.ts';
import type { MaskSnapshot } from '../../../src/techniques/mask/transform.ts';
import { type KernelCut, toDeviation } from '../masks.ts';

/** A pruned model's kernels with their masks; the threshold is not known, so it is the smallest weight that is left. */
export function toKernelCuts(model: ModelSnapshot): KernelCut[] {
  return model.tensors
    .filter(({ role }) => role === 'kernel')
    .map(({ name, layer, shape, values }) => {
      const mask = model.transforms.find(
        (each): each is MaskSnapshot => each.kind === 'mask' && each.tensor === name,
      );
      const kept = Uint8Array.from(values, (value, index) =>
        value !== 0 && mask?.kept[index] !== 0 ? 1 : 0,
      );
      const effective = values.map((value, index) => (kept[index] === 1 ? value : 0));
      return {
        kernel: { name, layer, shape, values: effective },
        kept,
        keptCount: kept.reduce((sum, each) => sum + each, 0),
        threshold: 0,
        deviation: toDeviation(effective),
      };
    });
}
