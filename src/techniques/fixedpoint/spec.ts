/**
 * The spec of a net of 16-bit fixed point: a layer that rounds stands behind the images and behind every
 * layer that makes new values, with its batch norm and relu taken in, the last one included.
 */
import type { FixedPoint } from '../../spec/layers/fixedpoint.ts';
import type { LayerSpec, ModelSpec } from '../../spec/model.ts';
import { createNames } from '../../spec/names.ts';
import { replaceLayers } from '../../spec/walk.ts';
import { listMakers } from '../quantizeactivations/spec.ts';

export function toFixedPoint(spec: ModelSpec, { fraction, rounding }: FixedPoint): ModelSpec {
  const takeName = createNames(spec);
  const toLayer = (of: string): LayerSpec => {
    const name = takeName(`${of}-fixed`);
    return { kind: 'fixedPoint', name, fraction, rounding };
  };
  const makers = listMakers(spec).map(({ of, place }) => ({ place, layer: toLayer(of) }));
  const layers = replaceLayers(spec.layers, (layer, list, index): readonly LayerSpec[] => {
    if (layer.kind === 'fixedPoint') return [{ ...layer, fraction, rounding }];
    const own = makers.find(({ place }) => place.list === list && place.index === index)?.layer;
    return own === undefined || list[index + 1]?.kind === 'fixedPoint' ? [layer] : [layer, own];
  });
  const hasFirst = layers[0]?.kind === 'fixedPoint';
  return { ...spec, layers: hasFirst ? layers : [toLayer('input'), ...layers] };
}
