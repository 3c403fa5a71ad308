/**
 * What becomes of a recipe that names the layers of one net when another is chosen? What was said layer by
 * layer is said for all layers, or for each kind of layer, so that about as much goes and codes have about as
 * many bits; lists of layers keep the names that the other net knows, too.
 */
import type { RecipeInput } from '../../recipe/schema.ts';
import { findCheckpoint, MODEL_DATASET, type NetName } from '../../spec/zoo.ts';
import type { StageInput } from '../../techniques/stages.ts';
import { type Bits, sayBitsBy } from './bits.ts';
import type { PruneInput, TrainInput } from './edit.ts';
import { type KernelLayer, listKernelLayers } from './layers.ts';
import { type Levels, sayLevelsBy } from './levels.ts';
import { dropMisfits, replaceTeachers } from './teachers.ts';

/** The two nets, as far as forms name their parts. */
interface Nets {
  readonly before: readonly KernelLayer[];
  readonly after: ReadonlySet<string>;
}

const KINDS: readonly string[] = ['conv', 'fc', 'bias'];

/**
 * Another model brings its own images; how many of the old ones trained goes where these are others, and
 * another teacher comes where the old one does not read them. What was said about the old one's layers is
 * said for all.
 */
export function chooseModel(recipe: RecipeInput, name: NetName): RecipeInput {
  const dataset = MODEL_DATASET[name];
  const moved = refitToModel(recipe, { name });
  if (dataset === recipe.dataset.name) return replaceTeachers(moved);
  const { trainExamples: _, ...kept } = recipe.dataset;
  return replaceTeachers({ ...moved, dataset: { ...kept, name: dataset } });
}

/** What was said about the layers of one net is said of another. */
export function refitToModel(recipe: RecipeInput, model: RecipeInput['model']): RecipeInput {
  const moved = {
    ...recipe,
    model,
    ...(recipe.start === undefined ? {} : { start: refitStart(recipe.start, model) }),
  };
  const nets: Nets = {
    before: listKernelLayers(recipe),
    after: new Set(listKernelLayers(moved).map(({ layer }) => layer)),
  };
  return dropMisfits({
    ...moved,
    stages: recipe.stages.map((stage) => refitStage(stage, nets)),
  });
}

/** Ranks by layer go where the other net has not all of the layers. */
function refitStart(start: NonNullable<RecipeInput['start']>, model: RecipeInput['model']): typeof start {
  // A stored model has the layers of the other net.
  if (start.kind === 'run' || start.kind === 'file')
    return { kind: findCheckpoint(model) === undefined ? 'random' : 'checkpoint' };
  if (start.kind === 'checkpoint' && findCheckpoint(model) === undefined) return { kind: 'random' };
  if (start.kind !== 'checkpoint' || typeof start.rank !== 'object') return start;
  const dense = new Set(
    listKernelLayers({ model })
      .filter(({ kind }) => kind === 'fc')
      .map(({ layer }) => layer),
  );
  return Object.keys(start.rank).every((layer) => dense.has(layer)) ? start : { kind: start.kind };
}

function refitStage(stage: StageInput, nets: Nets): StageInput {
  switch (stage.kind) {
    case 'train':
      return refitTraining(stage, nets);
    case 'prune':
      return refitPrune(stage, nets);
    case 'cluster':
    case 'quantize':
      return refitExcept({ ...stage, bits: refitBits(stage.bits, nets) }, nets);
    case 'quantizeActivations':
      return { ...stage, bits: refitActivationBits(stage.bits, nets) };
    case 'factorize':
      return { ...stage, rank: refitRank(stage.rank, nets) };
    default:
      return 'except' in stage ? refitExcept(stage, nets) : stage;
  }
}

function refitTraining<T extends Pick<TrainInput, 'sparsify'>>(training: T, nets: Nets): T {
  const { sparsify } = training;
  if (sparsify === undefined) return training;
  const sparsity = refitLevels(sparsify.sparsity, nets);
  if (sparsify.from === undefined) return { ...training, sparsify: { ...sparsify, sparsity } };
  const from = refitLevels(sparsify.from, nets);
  // No layer starts above its end.
  const isAbove = typeof from === 'number' && typeof sparsity === 'number' && from > sparsity;
  return { ...training, sparsify: { ...sparsify, sparsity, from: isAbove ? sparsity : from } };
}

function refitPrune(stage: PruneInput, nets: Nets): PruneInput {
  const { sparsity, qualityFactor, threshold, schedule } = stage;
  return {
    ...refitExcept(stage, nets),
    ...(sparsity === undefined ? {} : { sparsity: refitLevels(sparsity, nets) }),
    ...(qualityFactor === undefined ? {} : { qualityFactor: refitLevels(qualityFactor, nets) }),
    ...(threshold === undefined ? {} : { threshold: refitLevels(threshold, nets) }),
    ...(schedule?.kind === 'iterative'
      ? { schedule: { ...schedule, retrain: refitTraining(schedule.retrain, nets) } }
      : {}),
  };
}

function refitBits(bits: Bits, nets: Nets): Bits {
  return fits(bits, nets, KINDS) ? bits : sayBitsBy(bits, 'kind', nets.before);
}

/** What gives activations has other names in another net: the image, and the rest. */
function refitActivationBits(bits: Bits, { before, after }: Nets): Bits {
  if (typeof bits === 'number' || before.every(({ layer }) => after.has(layer))) return bits;
  const { input, others = Math.min(...Object.values(bits)) } = bits;
  return { ...(input === undefined ? {} : { input }), others };
}

/** Where a layer that is taken apart is not there, all dense layers get the least of the ranks. */
function refitRank(rank: Levels, nets: Nets): Levels {
  return typeof rank === 'number' || fits(rank, nets) ? rank : Math.min(...Object.values(rank));
}

function refitExcept<T extends { readonly except?: readonly string[] | undefined }>(stage: T, nets: Nets): T {
  const { except } = stage;
  return except === undefined ? stage : { ...stage, except: refitList(except, nets) };
}

function refitLevels(levels: Levels, nets: Nets): Levels {
  return fits(levels, nets) ? levels : sayLevelsBy(levels, 'one', nets.before);
}

function refitList(layers: readonly string[], { after }: Nets): string[] {
  return layers.filter((layer) => after.has(layer));
}

/** Whether the other net has every layer that is named. */
function fits(value: Levels, { after }: Nets, more: readonly string[] = []): boolean {
  return typeof value !== 'object' || Object.keys(value).every((key) => after.has(key) || more.includes(key));
}
