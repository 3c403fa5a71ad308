/**
 * The spec of a net that trains in small floats: a layer that rounds stands behind the images and behind
 * every layer that makes new values, with its batch norm and relu taken in, the last one included. So batch
 * norm itself, and the loss behind the last layer, are computed in float32.
 */
import type { Precision } from '../../spec/layers/smallfloat.ts';
import type { LayerSpec, ModelSpec } from '../../spec/model.ts';
import { createNames } from '../../spec/names.ts';
import { replaceLayers } from '../../spec/walk.ts';
import { listMakers } from '../quantizeactivations/spec.ts';

interface PassFormats {
  readonly activations: Precision;
  readonly gradients: Precision;
}

/** Layers that rounded before make way. Without any rounding there are none. */
export function toSmallFloats(spec: ModelSpec, { activations, gradients }: PassFormats): ModelSpec {
  const isOwn = ({ kind }: LayerSpec) => kind === 'smallFloat';
  const before = { ...spec, layers: replaceLayers(spec.layers, (layer) => (isOwn(layer) ? [] : [layer])) };
  if (activations === 'fp32' && gradients === 'fp32') return before;
  const takeName = createNames(before);
  const toLayer = (of: string): LayerSpec => {
    return { kind: 'smallFloat', name: takeName(`${of}-float`), activations, gradients };
  };
  const first = toLayer('input');
  const makers = listMakers(before).map(({ of, place }) => ({ place, layer: toLayer(of) }));
  const layers = replaceLayers(before.layers, (layer, list, index): readonly LayerSpec[] => {
    const own = makers.find(({ place }) => place.list === list && place.index === index)?.layer;
    return own === undefined ? [layer] : [layer, own];
  });
  return { ...spec, layers: [first, ...layers] };
}
