/** Do the parts of a recipe fit each other? What no single field can show: model and data, layers and shapes, names. */
import { DATASETS } from '../spec/datasets.ts';
import { MODEL_LIMITS } from '../spec/layers/limits.ts';
import type { ModelSpec } from '../spec/model.ts';
import { type LayerShape, listTensors, ShapeError, sizeOf, traceShapes } from '../spec/shapes.ts';
import { MODEL_ZOO } from '../spec/zoo.ts';
import { type Key, RecipeError } from './error.ts';
import { chooseRanks, factorizeSpec, listDenseLayers } from './factorize.ts';
import type { Recipe, Stage } from './schema.ts';

/** The spec that a recipe's model names or holds. */
export function toModelSpec(model: Recipe['model']): ModelSpec {
  return 'name' in model ? MODEL_ZOO[model.name] : (model.spec as ModelSpec);
}

/** @throws RecipeError */
export function checkFit(recipe: Recipe): void {
  const spec = toModelSpec(recipe.model);
  if (!('name' in recipe.model)) checkSpec(spec);
  checkData(recipe, spec);
  if (recipe.start.kind === 'checkpoint' && !('name' in recipe.model)) {
    throw new RecipeError(['start'], 'can be a checkpoint only for a model that the lab knows by name');
  }
  checkRank(recipe, spec);
  checkTeacher(recipe);
  const startSpec = toStartSpec(recipe);
  checkLayerNames(recipe, startSpec);
  checkUnits(recipe, startSpec);
}

/** The net that the stages work on: the recipe's model, or what its start makes of it. */
export function toStartSpec({ model, start }: Pick<Recipe, 'model' | 'start'>): ModelSpec {
  const spec = toModelSpec(model);
  if (start.kind !== 'checkpoint' || start.rank === undefined) return spec;
  return factorizeSpec(spec, chooseRanks(spec, start.rank));
}

function checkRank({ start }: Recipe, spec: ModelSpec): void {
  if (start.kind !== 'checkpoint' || typeof start.rank !== 'object') return;
  const layers = listDenseLayers(spec.layers);
  const unknown = Object.keys(start.rank).find((layer) => !layers.includes(layer));
  if (unknown === undefined) return;
  throw new RecipeError(
    ['start', 'rank'],
    `names the layer ${unknown}, but the dense layers of ${spec.name} are ${layers.join(', ')}`,
  );
}

/** Who distils needs a teacher: the checkpoint of the recipe's model, from which or after which the recipe starts. */
function checkTeacher({ model, start, stages }: Recipe): void {
  if (start.kind !== 'random' && 'name' in model) return;
  stages.forEach((stage, index) => {
    const at = ['stages', index];
    if (stage.kind === 'train' && stage.distil) throw toTeacherError([...at, 'distil']);
    if (stage.kind !== 'prune' || stage.schedule.kind !== 'iterative') return;
    if (stage.schedule.retrain.distil) throw toTeacherError([...at, 'schedule', 'retrain', 'distil']);
  });
}

function toTeacherError(at: Key[]): RecipeError {
  return new RecipeError(at, 'has no teacher: the recipe must start from a checkpoint');
}

/** A foreign spec: its layers must fit each other, and the whole must fit a page's memory. */
function checkSpec(spec: ModelSpec): void {
  let trace: LayerShape[];
  try {
    trace = traceShapes(spec);
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    const problem = error.message.slice(error.path.length + 1);
    throw new RecipeError(['model', 'spec', ...toKeys(error.path)], problem);
  }
  const tensors = trace.flatMap((each) => each.tensors);
  const names = tensors.map(({ name }) => name);
  const twice = tensors.find(({ name }, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new RecipeError(['model', 'spec'], `has two layers named ${twice.layer}`);
  }
  const values = tensors.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  if (values > MODEL_LIMITS.values) {
    throw new RecipeError(
      ['model', 'spec'],
      `has ${values} weights; at most ${MODEL_LIMITS.values} fit here`,
    );
  }
  if (!tensors.some(({ role }) => role === 'kernel')) {
    throw new RecipeError(['model', 'spec', 'layers'], 'have no weights to train');
  }
}

/** `layers[4].body[0]` as keys. */
function toKeys(path: string): Key[] {
  return (path.match(/[^.[\]]+/g) ?? []).map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function checkData({ dataset }: Recipe, spec: ModelSpec): void {
  const { name, imageShape, classes, trainCount } = DATASETS[dataset.name];
  if (spec.inputShape.join() !== imageShape.join() || spec.classes !== classes.length) {
    throw new RecipeError(
      ['model'],
      `(${spec.name}) reads [${spec.inputShape}] images of ${spec.classes} classes, but dataset ${name} has [${imageShape}] and ${classes.length}`,
    );
  }
  const { trainExamples, validationExamples } = dataset;
  const keys = ['dataset', 'trainExamples'];
  if (trainExamples === undefined) return;
  if (trainExamples > trainCount) {
    throw new RecipeError(
      keys,
      `must be at most ${trainCount} for ${name}, got ${trainExamples}`,
      trainCount,
    );
  }
  const most = trainCount - validationExamples;
  if (trainExamples > most) {
    throw new RecipeError(
      keys,
      `plus validationExamples must be at most ${trainCount}, so at most ${most}, got ${trainExamples}`,
      most,
    );
  }
}

/** Words that a cluster stage may use in place of layer names. */
const TENSOR_KINDS = ['conv', 'fc', 'bias'];

/** The options of a prune stage that say how much of each layer goes. */
const LEVELS = ['sparsity', 'qualityFactor', 'threshold'] as const;

/** The layer names in a stage's options, each with the option that it stands in. */
function listLayerNames(stage: Stage): { layer: string; field: string }[] {
  const keysOf = (field: string, value: unknown) =>
    typeof value === 'object' && value !== null ? Object.keys(value).map((layer) => ({ layer, field })) : [];
  if (stage.kind === 'train')
    return [...keysOf('sparsify', stage.sparsify?.sparsity), ...keysOf('sparsify', stage.sparsify?.from)];
  if (stage.kind !== 'prune' && stage.kind !== 'cluster') return [];
  const except = (stage.except ?? []).map((layer) => ({ layer, field: 'except' }));
  if (stage.kind === 'cluster')
    return [...except, ...keysOf('bits', stage.bits).filter(({ layer }) => !TENSOR_KINDS.includes(layer))];
  return [...except, ...LEVELS.flatMap((field) => keysOf(field, stage[field]))];
}

function listKernelLayers(spec: ModelSpec): string[] {
  return listTensors(spec)
    .filter(({ role }) => role === 'kernel')
    .map(({ layer }) => layer);
}

function checkLayerNames({ stages }: Recipe, spec: ModelSpec): void {
  const names = listKernelLayers(spec);
  stages.forEach((stage, index) => {
    const unknown = listLayerNames(stage).find(({ layer }) => !names.includes(layer));
    if (unknown !== undefined) {
      throw new RecipeError(
        ['stages', index, unknown.field],
        `names the layer ${unknown.layer}, but ${spec.name} has ${names.join(', ')}`,
      );
    }
  });
}

/** The last layer's units are the net's answers: a stage that would prune units there alone prunes nothing. */
function checkUnits({ stages }: Recipe, spec: ModelSpec): void {
  const last = listKernelLayers(spec).at(-1)!;
  stages.forEach((stage, index) => {
    const pruning = findPruning(stage);
    if (pruning?.criterion.kind !== 'unit' || typeof pruning.levels !== 'object') return;
    if (Object.keys(pruning.levels).every((layer) => layer === last))
      throw new RecipeError(
        ['stages', index, ...pruning.keys],
        `names ${last} alone, whose units are the answers of ${spec.name}: none of them can be pruned`,
      );
  });
}

/** How a stage prunes: by what, how much, and where that stands in it. */
function findPruning(stage: Stage) {
  if (stage.kind === 'train')
    return (
      stage.sparsify && {
        criterion: stage.sparsify.criterion,
        levels: stage.sparsify.sparsity,
        keys: ['sparsify', 'sparsity'],
      }
    );
  if (stage.kind !== 'prune') return undefined;
  const key = LEVELS.find((each) => stage[each] !== undefined)!;
  return { criterion: stage.criterion, levels: stage[key], keys: [key] };
}
