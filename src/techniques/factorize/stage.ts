/**
 * A factorize stage as a row: each dense layer becomes the two of the best product of a rank. In an older
 * recipe it is the `rank` of the start, which means the same.
 */
import * as v from 'valibot';
import { MODEL_LIMITS } from '../../spec/layers/limits.ts';
import { integer, perLayer } from '../../spec/rules.ts';
import { defineStage, type Misfit } from '../stage.ts';
import { chooseRanks, factorizeSpec, listDenseLayers } from './spec.ts';

/**
 * One rank for all dense layers, or each layer's; where factors would have no fewer weights a layer stays
 * whole.
 */
export const rankSchema = perLayer(integer({ min: 1, max: MODEL_LIMITS.units, what: 'the rank' }));

export const factorize = defineStage({
  schema: v.strictObject({ kind: v.literal('factorize'), rank: rankSchema }),
  title: { en: 'Take layers apart', zh: '低秩分解' },
  add: { en: 'Add factorization', zh: '添加低秩分解' },
  usual: { kind: 'factorize', rank: 32 },
  fields: [
    {
      kind: 'number',
      key: 'rank',
      label: { en: 'Rank', zh: '秩' },
      control: 'typed',
      min: 1,
      max: MODEL_LIMITS.units,
      step: 1,
      usual: 32,
      note: {
        en: 'Each dense layer becomes two thin ones, where these have fewer weights together.',
        zh: '每个全连接层换成两个较窄的层；若合起来权重并不更少，该层保持原样。',
      },
    },
  ],
  findMisfit: ({ rank }, { layers, name }) => findUnknownLayer(rank, listDenseLayers(layers), name),
  specAfter: ({ rank }, spec) => factorizeSpec(spec, chooseRanks(spec, rank)),
});

function findUnknownLayer(
  rank: number | Readonly<Record<string, number>>,
  layers: readonly string[],
  model: string,
): Misfit | undefined {
  if (typeof rank !== 'object') return undefined;
  const unknown = Object.keys(rank).find((layer) => !layers.includes(layer));
  if (unknown === undefined) return undefined;
  return {
    keys: ['rank'],
    problem: `names the layer ${unknown}, but the dense layers of ${model} are ${layers.join(', ')}`,
  };
}
