/**
 * The net whose dense layers fit the machine, made on the page by the arithmetic of the engine's own stages;
 * a test holds the two together.
 */
import { createStream } from '../../../src/math/random.ts';
import { keepLargest } from '../../../src/math/select.ts';
import type { ModelSnapshot } from '../../../src/protocol/snapshots.ts';
import { DATASETS, type DatasetName } from '../../../src/spec/datasets.ts';
import { shareTensor } from '../../../src/techniques/cluster/values.ts';
import { applyMask } from '../../../src/techniques/mask/transform.ts';
import type { TransformSnapshot } from '../../../src/techniques/transforms.ts';
import type { Kernel } from '../../parts/kernels.ts';
import { CODE_BITS, SEED } from '../recipe.ts';

const VALUES = 2 ** CODE_BITS - 1;

/** The net with its dense layers cut and on fifteen values each, as the recipe's two stages have it. */
export function toDraft(dense: ModelSnapshot, kernels: readonly Kernel[], sparsity: number): ModelSnapshot {
  const transforms: TransformSnapshot[] = [];
  const values = new Map<string, Float32Array>();
  for (const { name, shape, values: weights } of kernels) {
    if (shape.length !== 2) continue;
    const kept = keepLargest(weights, weights.length - Math.round(weights.length * sparsity));
    const stream = createStream(SEED, 'cluster', name);
    const shared = shareTensor(applyMask(weights, kept), VALUES, { init: 'linear' }, stream);
    transforms.push({ kind: 'mask', tensor: name, kept });
    transforms.push({ kind: 'codebook', tensor: name, codes: shared.codes });
    values.set(name, shared.values);
  }
  const tensors = dense.tensors.map((tensor) => ({
    ...tensor,
    values: values.get(tensor.name) ?? tensor.values,
  }));
  return { ...dense, tensors, transforms };
}

/** What a black pixel is in the net's inputs. */
export function findBackground(dataset: DatasetName): number {
  const { mean, deviation } = DATASETS[dataset];
  return Math.fround((0 - mean[0]!) / deviation[0]!);
}
