/**
 * Fresh weights. Kernels are uniform with variance gain / fan-in: gain 2 where a ReLU follows (He et al.
 * 2015, arXiv 1502.01852, equation 10), which halves the signal, and 1 where none does, as in LeNet-5's
 * convolutions and every last layer. Everything else starts at its role's value. A uniform law needs no
 * logarithm, so the same seed gives the same bits on every machine.
 */
import { createStream } from '../../math/random.ts';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import { rowOf } from '../../spec/layers/table.ts';
import type { ModelSpec } from '../../spec/model.ts';
import { sizeOf, traceShapes } from '../../spec/shapes.ts';
import type { TensorSnapshot } from '../../spec/tensors.ts';
import { TENSOR_ROLES } from '../../spec/tensors.ts';
import { type LayerPlace, listLayers } from '../../spec/walk.ts';

/** Fresh weights of a spec. */
export function initializeModel(spec: ModelSpec, seed: number): ModelSnapshot {
  const places = new Map(listLayers(spec.layers).map((place) => [place.path, place]));
  const tensors = traceShapes(spec).flatMap(({ path, tensors: infos }) =>
    infos.map((info): TensorSnapshot => {
      const values = new Float32Array(sizeOf(info.shape));
      const initial = info.initial ?? TENSOR_ROLES[info.role].initial;
      if (initial === 'fanIn') {
        // A uniform law on +-b has variance b^2 / 3.
        const bound = Math.sqrt((3 * findGain(places.get(path)!) * info.units) / values.length);
        createStream(seed, 'init', info.name).fillUniform(values, -bound, bound);
      } else if (initial !== 0) {
        values.fill(initial);
      }
      return { ...info, values };
    }),
  );
  return { spec, tensors, transforms: [] };
}

/** The gain of a layer's kernel: what the first layer after it says that does not leave it to the next. */
function findGain({ list, index }: LayerPlace): number {
  const gains = list.slice(index + 1).map((layer) => rowOf(layer).gain);
  return gains.find((gain): gain is 1 | 2 => gain !== 'next') ?? 1;
}
