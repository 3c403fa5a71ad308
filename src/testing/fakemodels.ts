/**
 * Models, ledgers and recipes small enough for tests of what surrounds the engine. Shapes are true, values
 * are made up.
 */
import { estimateEnergy } from '../math/energy.ts';
import { createStream } from '../math/random.ts';
import type { Ledger } from '../protocol/ledger.ts';
import type { ModelSnapshot } from '../protocol/snapshots.ts';
import { parseRecipe } from '../recipe/parse.ts';
import type { Recipe, RecipeInput } from '../recipe/schema.ts';
import { isTrainable, type ModelSpec } from '../spec/model.ts';
import { countMacs, listTensors, sizeOf } from '../spec/shapes.ts';
import type { TransformSnapshot } from '../techniques/transforms.ts';

/** One dense layer on MNIST: 7,850 parameters. */
export const TINY_SPEC: ModelSpec = {
  name: 'tiny',
  inputShape: [28, 28, 1],
  classes: 10,
  layers: [{ kind: 'flatten' }, { kind: 'dense', name: 'fc', units: 10 }],
};

const optimizer = { kind: 'sgd', learningRate: 0.1 } as const;

/** Train, prune, train again, on 300 images; `changes` replaces top-level fields. */
export function createTinyRecipe(changes: Partial<RecipeInput> = {}): Recipe {
  return parseRecipe({
    version: 1,
    seed: 1,
    dataset: { name: 'mnist', trainExamples: 300 },
    model: { spec: TINY_SPEC },
    stages: [
      { kind: 'train', epochs: 3, batchSize: 100, optimizer },
      { kind: 'prune', sparsity: 0.5 },
      { kind: 'train', epochs: 1, batchSize: 100, optimizer },
    ],
    ...changes,
  });
}

/** Seeded values in the spec's shapes; `sparsity` masks that share of each kernel's smallest weights. */
export function createFakeModel(spec: ModelSpec, seed = 1, sparsity = 0): ModelSnapshot {
  const tensors = listTensors(spec).map((info) => {
    const values = new Float32Array(sizeOf(info.shape));
    createStream(seed, info.name).fillUniform(values, -0.1, 0.1);
    return { ...info, values };
  });
  const transforms: TransformSnapshot[] = [];
  if (sparsity > 0) {
    for (const { name, role, values } of tensors) {
      if (role !== 'kernel') continue;
      const threshold = 0.1 * sparsity;
      transforms.push({
        kind: 'mask',
        tensor: name,
        kept: Uint8Array.from(values, (value) => (Math.abs(value) > threshold ? 1 : 0)),
      });
    }
  }
  return { spec, tensors, transforms };
}

/** Counts that fit the model; bytes, milliseconds and error are made up. */
export function createFakeLedger(model: ModelSnapshot, error = 0.1): Ledger {
  const masks = new Map(
    model.transforms.flatMap((each) => (each.kind === 'mask' ? [[each.tensor, each.kept] as const] : [])),
  );
  const kernels = model.tensors.filter(({ role }) => role === 'kernel');
  const countKept = (name: string, weights: number) =>
    masks.get(name)?.reduce<number>((sum, each) => sum + each, 0) ?? weights;
  const parameters = model.tensors
    .filter(({ role }) => isTrainable(role))
    .reduce((sum, { values }) => sum + values.length, 0);
  const layers = kernels.map(({ name, layer, values }) => {
    const nonZeros = countKept(name, values.length);
    return {
      layer,
      weights: values.length,
      nonZeros,
      macs: values.length,
      effectiveMacs: nonZeros,
      fileBytes: 4 * nonZeros,
      encoding: nonZeros < values.length ? ('sparse' as const) : ('dense' as const),
    };
  });
  const zeros = layers.reduce((sum, { weights, nonZeros }) => sum + weights - nonZeros, 0);
  const macs = countMacs(model.spec);
  return {
    model: model.spec.name,
    parameters,
    nonZeros: parameters - zeros,
    fileBytes: 4 * (parameters - zeros) + 100,
    fileParts: { header: 100, weights: 4 * (parameters - zeros), indices: 0, codebooks: 0, biases: 0 },
    denseFileBytes: 4 * parameters + 100,
    macs,
    effectiveMacs: macs - zeros,
    error,
    wrong: Math.round(error * 10000),
    tested: 10000,
    energy: estimateEnergy([{ macs: macs - zeros, kind: 'float32' }], 4 * (parameters - zeros) + 100),
    latencyMs: { median: 0.2, p95: 0.3, n: 100 },
    weightsSha256: '0'.repeat(64),
    layers,
  };
}
