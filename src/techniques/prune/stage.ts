/**
 * A prune stage as a row: which weights, ranked among which, how many, and when. Its form is an editor of its
 * own. An iterative schedule stands for n rounds of prune and retrain, of equal shares of the final sparsity,
 * as in Han et al. 2015 (arXiv 1506.02626, section 3.4), who prune a little more after each retraining.
 */
import * as v from 'valibot';
import { RECIPE_LIMITS } from '../../spec/limits.ts';
import { choice, flag, fraction, integer, layerNames, number, perLayer, shown } from '../../spec/rules.ts';
import type { Levels } from '../criteria/masks.ts';
import { findUnprunable } from '../criteria/misfit.ts';
import { criterionSchema } from '../criteria/options.ts';
import { defineStage, listKeys } from '../stage.ts';
import { trainFields } from '../train/options.ts';
import { train } from '../train/stage.ts';

const scheduleSchema = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('once') }),
    v.strictObject({
      kind: v.literal('iterative'),
      rounds: integer({ min: 1, max: RECIPE_LIMITS.rounds, what: 'the number of rounds' }),
      /** Training after each round. */
      retrain: v.strictObject(trainFields),
    }),
  ],
  (issue) => `must be once or iterative, got ${shown(issue.input)}`,
);

const fields = {
  criterion: v.optional(criterionSchema, { kind: 'magnitude' as const }),
  scope: v.optional(choice(['layer', 'global'], 'the scope'), 'layer'),
  /** Fraction of all weights in scope that are zero afterwards; a record gives it by layer. */
  sparsity: v.optional(perLayer(fraction('sparsity'))),
  /** Threshold as a multiple of the layer's standard deviation (Han et al. 2015, section 3.1). */
  qualityFactor: v.optional(perLayer(number({ min: 0, max: 100, what: 'the quality factor' }))),
  /** Threshold on |w| itself. */
  threshold: v.optional(perLayer(number({ min: 0, max: 1e6, what: 'the threshold' }))),
  /** Layers to leave alone. */
  except: v.optional(layerNames),
  /** Then also takes away units that no answer depends on: see `deadunits.ts`. */
  removeDeadUnits: v.optional(flag('removeDeadUnits')),
  /** The same under its former name, which is still read. */
  sweep: v.optional(flag('sweep')),
  schedule: v.optional(scheduleSchema, { kind: 'once' as const }),
};

/** The options that say how much of each layer goes: exactly one is given. */
const LEVELS = ['sparsity', 'qualityFactor', 'threshold'] as const;

const schema = v.pipe(
  v.strictObject({ kind: v.literal('prune'), ...fields }),
  v.check(
    (stage) => LEVELS.filter((each) => stage[each] !== undefined).length === 1,
    'needs exactly one of sparsity, qualityFactor and threshold',
  ),
  v.check(
    (stage) =>
      stage.scope === 'layer' || typeof stage.sparsity === 'number' || typeof stage.threshold === 'number',
    'with scope "global" takes one number for sparsity or threshold',
  ),
  v.check(
    (stage) => stage.criterion.kind === 'magnitude' || stage.sparsity !== undefined,
    'needs sparsity where the criterion is not magnitude: a threshold compares weights',
  ),
  v.check(
    (stage) => stage.schedule.kind === 'once' || stage.sparsity !== undefined,
    'with an iterative schedule needs sparsity',
  ),
  v.check(
    (stage) => stage.sweep === undefined || stage.removeDeadUnits === undefined,
    'needs only one of removeDeadUnits and sweep, which is its former name',
  ),
  v.transform(({ sweep, ...stage }) => (sweep === undefined ? stage : { ...stage, removeDeadUnits: sweep })),
);

type PruneStage = v.InferOutput<typeof schema>;
type StageOfTrain = v.InferOutput<typeof train.schema>;

export const prune = defineStage({
  schema,
  title: { en: 'Prune', zh: '剪枝' },
  add: { en: 'Add pruning', zh: '添加剪枝' },
  usual: { kind: 'prune', criterion: { kind: 'magnitude' }, scope: 'layer', sparsity: 0.9 },
  fields: [],
  listLayers: (stage) => [
    ...(stage.except ?? []).map((layer) => ({ layer, keys: ['except'] })),
    ...LEVELS.flatMap((field) => listKeys(stage[field], field)),
    ...inRetraining(stage, (retrain) => train.listLayers?.(retrain)),
  ],
  listTeachers: (stage) => inRetraining(stage, (retrain) => train.listTeachers?.(retrain)),
  findMisfit: (stage, spec) => {
    const key = LEVELS.find((each) => stage[each] !== undefined)!;
    const misfit = findUnprunable(stage.criterion, stage[key], spec, [key]);
    return misfit ?? inRetraining(stage, (retrain) => toList(train.findMisfit?.(retrain, spec)))[0];
  },
});

function toList<Value>(value: Value | undefined): Value[] {
  return value === undefined ? [] : [value];
}

/** What is said of the training after each round, with the way to it from the stage. */
function inRetraining<Mention extends { readonly keys: readonly (string | number)[] }>(
  { schedule }: PruneStage,
  list: (retrain: StageOfTrain) => readonly Mention[] | undefined,
): Mention[] {
  if (schedule.kind === 'once') return [];
  const mentions = list({ kind: 'train', ...schedule.retrain }) ?? [];
  return mentions.map((each) => ({ ...each, keys: ['schedule', 'retrain', ...each.keys] }));
}

/** The stage as single cuts with training after each; itself where it cuts once. */
export function unrollPrune(stage: PruneStage) {
  const { schedule } = stage;
  if (schedule.kind === 'once') return [stage];
  return Array.from({ length: schedule.rounds }, (_, round) => [
    toRound(stage, (round + 1) / schedule.rounds),
    { kind: 'train' as const, ...schedule.retrain },
  ]).flat();
}

function toRound(stage: PruneStage, share: number): PruneStage {
  const scale = (level: number) => (share === 1 ? level : level * share);
  const { sparsity } = stage;
  if (sparsity === undefined) throw new Error('an iterative prune needs sparsity');
  return { ...stage, schedule: { kind: 'once' }, sparsity: scaleLevels(sparsity, scale) };
}

function scaleLevels(levels: Levels, scale: (level: number) => number): Record<string, number> | number {
  if (typeof levels === 'number') return scale(levels);
  return Object.fromEntries(Object.entries(levels).map(([layer, level]) => [layer, scale(level)]));
}
