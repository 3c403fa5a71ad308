/**
 * A quantize stage as a row: weights become whole numbers of a few bits times a step size. Steps come from
 * the weights by a rule, without any training (Krishnamoorthi 2018, arXiv 1806.08342), or learn with them
 * (LSQ, Esser et al. 2020, arXiv 1902.08153).
 */
import * as v from 'valibot';
import { GRID_SCHEMES } from '../../math/lineargrid.ts';
import { choice, integer, layerNames, perLayer } from '../../spec/rules.ts';
import { listBitMentions } from '../bits.ts';
import { rangeEntries } from '../rangeoptions.ts';
import { defineStage, type Misfit } from '../stage.ts';
import { quantizeFields } from './fields.ts';
import { GRAINS, GRID_RULES } from './steps.ts';

const ROUNDINGS = ['nearest', 'stochastic'] as const;
const STEP_RULES = ['learnt', ...GRID_RULES] as const;

/** Rules for which zero lies in the middle alone, and how a sentence says so. */
const SYMMETRIC: Partial<Record<(typeof STEP_RULES)[number], string>> = {
  learnt: 'must be symmetric where step sizes learn; take another rule for "steps"',
  radix: 'must be symmetric in fixed point; take another rule for "steps"',
};

const schema = v.strictObject({
  kind: v.literal('quantize'),
  /** For all kernels, or by layer or kind (`conv`, `fc`); kernels without bits stay as they are. */
  bits: perLayer(integer({ min: 2, max: 16, what: 'the bits of a weight' })),
  /** What has a step size of its own. */
  per: v.optional(choice([...GRAINS, 'folded'], 'what has a step size of its own'), 'tensor'),
  /** Weights of a group, where each group has a step size. */
  groupSize: v.optional(integer({ min: 2, max: 4096, what: 'the weights of a group' }), 16),
  /** Where step sizes come from. */
  steps: v.optional(choice(STEP_RULES, 'where step sizes come from'), 'learnt'),
  /** Where zero lies. Steps that learn are symmetric. */
  scheme: v.optional(choice(GRID_SCHEMES, 'the scheme'), 'symmetric'),
  /** Whether weights go to the nearest number, or up or down by chance. */
  rounding: v.optional(choice(ROUNDINGS, 'the rounding'), 'nearest'),
  ...rangeEntries,
  /** Layers to leave alone. */
  except: v.optional(layerNames),
});

export const quantize = defineStage({
  schema,
  title: { en: 'Quantize weights', zh: '权重量化' },
  add: { en: 'Add weight quantization', zh: '添加权重量化' },
  usual: { kind: 'quantize', bits: 4 },
  fields: quantizeFields,
  listLayers: listBitMentions,
  findMisfit,
});

function findMisfit({ bits, steps, per, scheme }: v.InferOutput<typeof schema>): Misfit | undefined {
  if (typeof bits === 'object' && bits.bias !== undefined)
    return { keys: ['bits', 'bias'], problem: 'cannot be: biases stay as they are; name layers, conv or fc' };
  const about = (key: string, problem: string) => ({ keys: [key], problem });
  if (per === 'folded' && steps !== 'follow')
    return about('per', 'can be folded only where "steps" follow the weights: batch norm moves on');
  if (per === 'group' && steps === 'learnt')
    return about('per', 'cannot be group where step sizes learn; take another rule for "steps"');
  const problem = SYMMETRIC[steps];
  if (problem !== undefined && scheme !== 'symmetric') return about('scheme', problem);
  if (steps === 'follow' && scheme === 'asymmetric')
    return about('scheme', 'cannot be asymmetric where step sizes follow the weights');
  return undefined;
}
