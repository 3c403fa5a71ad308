/**
 * The weights that are measured: those of a fresh net, but with biases and batch-norm statistics that are not
 * trivial, so that an engine that forgets one of them is found out.
 */
import { initializeModel } from '../../../src/core/models/initialize.ts';
import { createStream } from '../../../src/math/random.ts';
import type { ModelSnapshot } from '../../../src/protocol/snapshots.ts';
import type { TensorRole } from '../../../src/spec/model.ts';
import { MODEL_ZOO, type ModelName } from '../../../src/spec/zoo.ts';

/** Bounds of a uniform law by role; what has none stays as a fresh net has it. */
const BOUNDS: Readonly<Partial<Record<TensorRole, readonly [number, number]>>> = {
  bias: [-0.1, 0.1],
  scale: [0.8, 1.2],
  shift: [-0.1, 0.1],
  movingMean: [-0.1, 0.1],
  movingVariance: [0.8, 1.2],
};

/** The same for every engine. */
export function drawModel(net: ModelName): ModelSnapshot {
  const model = initializeModel(MODEL_ZOO[net], 1);
  const tensors = model.tensors.map((tensor) => {
    const bounds = BOUNDS[tensor.role];
    if (bounds === undefined) return tensor;
    const values = new Float32Array(tensor.values.length);
    createStream(1, 'bench', tensor.name).fillUniform(values, ...bounds);
    return { ...tensor, values };
  });
  return { ...model, tensors };
}
