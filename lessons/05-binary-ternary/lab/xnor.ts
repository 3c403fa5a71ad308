/** The trained net as an XNOR-Net, made on the page to be timed: signs meet signs, untrained. */
import type { ModelSnapshot } from '../../../src/protocol/snapshots.ts';
import { listTensors, sizeOf } from '../../../src/spec/shapes.ts';
import { TENSOR_ROLES } from '../../../src/spec/tensors.ts';
import { binarizeActivationsOf } from '../../../src/techniques/binarizeactivations/spec.ts';
import { toFewModel } from './fewvalues.ts';

/**
 * Each layer but the first and the last reads signs and has them; a batch norm put before one does nothing.
 */
export function toXnorModel(dense: ModelSnapshot): ModelSnapshot {
  const spec = binarizeActivationsOf(dense.spec, { ends: false, map: false });
  const known = new Map(dense.tensors.map((tensor) => [tensor.name, tensor]));
  const tensors = listTensors(spec).map(({ name, layer, role, shape, initial }) => {
    const start = initial ?? TENSOR_ROLES[role].initial;
    const values = () => new Float32Array(sizeOf(shape)).fill(start === 'fanIn' ? 0 : start);
    return known.get(name) ?? { name, layer, role, shape, values: values() };
  });
  return toFewModel({ ...dense, spec, tensors }, { method: 'bwn', ends: false });
}
