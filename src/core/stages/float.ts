/** The net as it would be without grids: what a quantized net is held against. */
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import { listTensors } from '../../spec/shapes.ts';
import { dropQuantizers } from '../../techniques/quantizeactivations/spec.ts';
import { partOf } from '../../techniques/transforms.ts';
import { Network } from '../models/network.ts';

/** Masks and sharing stay, grids of weights and quantizers of activations go. Caller disposes. */
export function liftGrids(model: ModelSnapshot): Network {
  const spec = dropQuantizers(model.spec, false);
  const names = new Set(listTensors(spec).map(({ name }) => name));
  return Network.fromSnapshot({
    spec,
    tensors: model.tensors.filter(({ name }) => names.has(name)),
    transforms: model.transforms.filter(({ kind }) => partOf(kind) !== 'grid'),
  });
}
