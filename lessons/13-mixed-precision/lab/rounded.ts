/** The trained net with its weights and activations in a format, as the page shows it. */
import type { SmallFloatName } from '../../../src/math/smallfloat.ts';
import type { ModelSnapshot } from '../../../src/protocol/snapshots.ts';
import { toSmallFloats } from '../../../src/techniques/mixedprecision/spec.ts';
import type { TransformSnapshot } from '../../../src/techniques/transforms.ts';

export function toRoundedModel(dense: ModelSnapshot, format: SmallFloatName): ModelSnapshot {
  const transforms = dense.tensors
    .filter(({ role }) => role === 'kernel' || role === 'bias')
    .map(({ name }): TransformSnapshot => {
      return { kind: 'smallFloat', tensor: name, weights: format, gradients: format, master: true };
    });
  const spec = toSmallFloats(dense.spec, { activations: format, gradients: format });
  return { ...dense, spec, transforms: [...dense.transforms, ...transforms] };
}
