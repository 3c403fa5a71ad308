/**
 * A stage that quantizes activations as a row. Behind every relu stands a quantizer whose clipping bound
 * training learns (PACT, Choi et al. 2018, arXiv 1805.06085); or quantizers stand wherever a net of whole
 * numbers needs them, with ranges from calibration images (without their labels) or from each image as it
 * comes (Krishnamoorthi 2018, arXiv 1806.08342, section 3.1). Ranges may also move with training (Jacob et
 * al. 2018, arXiv 1712.05877), have steps that are powers of two (fixed point), or be 0 to 1 (DoReFa-Net,
 * arXiv 1606.06160; WRPN, arXiv 1709.01134).
 */
import * as v from 'valibot';
import { GRID_SCHEMES } from '../../math/lineargrid.ts';
import type { ModelSpec } from '../../spec/model.ts';
import { choice, integer, number, perLayer } from '../../spec/rules.ts';
import { listLayers } from '../../spec/walk.ts';
import { calibrationImages } from '../calibrationimages.ts';
import { rangeEntries } from '../rangeoptions.ts';
import { defineStage, type Misfit } from '../stage.ts';
import { activationFields } from './fields.ts';
import { isBehindRelus, RANGE_SOURCES, toOwnScheme } from './options.ts';
import { listGivers, planQuantizers } from './spec.ts';

const schema = v.strictObject({
  kind: v.literal('quantizeActivations'),
  /** For all, or by what gives the values: `input`, a layer's name or kind, and `others` for the rest. */
  bits: perLayer(integer({ min: 1, max: 16, what: 'the bits of an activation' })),
  /** Where ranges come from. */
  ranges: v.optional(choice(RANGE_SOURCES, 'where ranges come from'), 'learnt'),
  /** Training images that ranges are found from; those of PACT's bounds are the first 256. */
  images: calibrationImages,
  /**
   * Where zero lies. A symmetric grid is unsigned where no value lies below zero; ranges that move and steps
   * that are powers of two are never asymmetric.
   */
  scheme: v.optional(choice(GRID_SCHEMES, 'the scheme'), 'asymmetric'),
  ...rangeEntries,
  /** Weight decay of the bounds that learn, in place of the optimizer's. */
  decay: v.optional(number({ min: 0, max: 1, what: 'the decay of a bound' }), 0.0005),
});

export const quantizeActivations = defineStage({
  schema,
  title: { en: 'Quantize activations', zh: '激活量化' },
  add: { en: 'Add activation quantization', zh: '添加激活量化' },
  usual: { kind: 'quantizeActivations', bits: 4, decay: 0.0005 },
  fields: activationFields,
  findMisfit,
  specAfter: (stage, spec) => planQuantizers(spec, stage).after,
});

function findMisfit(stage: v.InferOutput<typeof schema>, spec: ModelSpec): Misfit | undefined {
  const { bits, ranges, scheme } = stage;
  if (isBehindRelus(ranges) && !listLayers(spec.layers).some(({ layer }) => layer.kind === 'relu'))
    return { keys: ['kind'], problem: `quantizes what relus give, but ${spec.name} has none` };
  const isOneBit = typeof bits === 'number' ? bits === 1 : Object.values(bits).includes(1);
  if (isOneBit && !isBehindRelus(ranges) && toOwnScheme(ranges, scheme) !== 'asymmetric')
    return {
      keys: ['bits'],
      problem: 'cannot be 1 where zero lies in the middle: one bit has no middle; take an asymmetric scheme',
    };
  if (typeof bits === 'number') return undefined;
  const known = [...listGivers(spec, stage), 'others'];
  const unknown = Object.keys(bits).find((name) => !known.includes(name));
  if (unknown === undefined) return undefined;
  return {
    keys: ['bits', unknown],
    problem: `is not quantized in ${spec.name}: name one of ${known.join(', ')}`,
  };
}
