/** The weights that a net on the page really uses: its kernels with their transforms applied. */
import type { ModelSnapshot } from '../../src/protocol/snapshots.ts';
import { toEffectiveValues } from '../../src/techniques/transforms.ts';

/** One kernel with its weights. */
export interface Kernel {
  readonly layer: string;
  /** The tensor's name, as in `fc1/kernel`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
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
    .map(({ name, layer, shape }) => ({ layer, name, shape, values: toEffectiveValues(snapshot, name) }));
  kernelsBySnapshot.set(snapshot, kernels);
  return kernels;
}

/** The kernel with most weights, which stands for its net; null for none. */
export function findLargest(kernels: readonly Kernel[]): Kernel | null {
  return kernels.reduce<Kernel | null>(
    (most, each) => (most === null || each.values.length > most.values.length ? each : most),
    null,
  );
}
