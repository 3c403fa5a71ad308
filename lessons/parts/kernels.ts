/**
 * Which weights does a net on the page really use? Its kernels with their masks applied. Shared values need no work: a tensor under a
 * codebook already holds the values.
 */
import type { MaskSnapshot, ModelSnapshot } from '../../src/protocol/snapshots.ts';

/** One kernel with its weights. */
export interface Kernel {
  readonly layer: string;
  /** The tensor's name, as in `fc1/kernel`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Weights with the cut ones at zero. */
export function applyMask(values: Float32Array, kept: Uint8Array): Float32Array {
  const effective = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) if (kept[i] === 1) effective[i] = values[i]!;
  return effective;
}

const NONE: readonly Kernel[] = [];
const kernelsBySnapshot = new WeakMap<ModelSnapshot, readonly Kernel[]>();

/** Every kernel tensor with its masks applied, in the model's order; the same array for the same snapshot. */
export function toKernels(snapshot: ModelSnapshot | null): readonly Kernel[] {
  if (snapshot === null) return NONE;
  const known = kernelsBySnapshot.get(snapshot);
  if (known !== undefined) return known;
  const kernels = snapshot.tensors
    .filter(({ role }) => role === 'kernel')
    .map(({ name, layer, shape, values }): Kernel => {
      const masks = snapshot.transforms.filter(
        (each): each is MaskSnapshot => each.kind === 'mask' && each.tensor === name,
      );
      return {
        layer,
        name,
        shape,
        values: masks.reduce((result, { kept }) => applyMask(result, kept), values),
      };
    });
  kernelsBySnapshot.set(snapshot, kernels);
  return kernels;
}
