/**
 * Do the parts of a recipe fit each other? What no single field can show: model and data, layers and shapes,
 * names.
 */
import { DATASETS } from '../spec/datasets.ts';
import { MODEL_LIMITS } from '../spec/layers/limits.ts';
import type { ModelSpec } from '../spec/model.ts';
import { type LayerShape, listTensors, ShapeError, sizeOf, traceShapes } from '../spec/shapes.ts';
import { widenSpec } from '../spec/widen.ts';
import { CHECKPOINT_NAMES, findCheckpoint, MODEL_ZOO } from '../spec/zoo.ts';
import { rowOf } from '../techniques/stages.ts';
import { type Key, RecipeError } from './error.ts';
import type { Recipe, Stage } from './schema.ts';
import { checkTeachers } from './teachers.ts';

/** The spec that a recipe's model names or holds. */
export function toModelSpec(model: Recipe['model']): ModelSpec {
  return 'name' in model ? MODEL_ZOO[model.name] : (model.spec as ModelSpec);
}

/** @throws RecipeError */
export function checkFit(recipe: Recipe): void {
  const spec = toModelSpec(recipe.model);
  if (!('name' in recipe.model)) checkSpec(spec);
  checkData(recipe, spec);
  if (recipe.start.kind === 'checkpoint' && findCheckpoint(recipe.model) === undefined) {
    const names = CHECKPOINT_NAMES.join(', ');
    throw new RecipeError(['start'], `can be a checkpoint only for ${names}; there is none of ${spec.name}`);
  }
  const wide = toWideSpec(recipe);
  if (wide !== spec) checkWidth(wide);
  checkTeachers(recipe, checkStages(recipe, wide));
  checkValidation(recipe);
}

/** What is chosen by validation images needs some. */
function checkValidation({ dataset, stages }: Recipe): void {
  if (dataset.validationExamples > 0) return;
  const stage = stages.findIndex((each) => rowOf(each).needsValidation?.(each));
  if (stage < 0) return;
  throw new RecipeError(
    ['stages', stage],
    'chooses by validation images: dataset.validationExamples must be above 0',
  );
}

/** The stage that an older recipe's start stands for. */
function toStartStage({ start }: Pick<Recipe, 'start'>): Stage | undefined {
  if (start.kind !== 'checkpoint' || start.rank === undefined) return undefined;
  return { kind: 'factorize', rank: start.rank };
}

/** The recipe's model, as wide as its start says. */
export function toWideSpec({ model, start }: Pick<Recipe, 'model' | 'start'>): ModelSpec {
  const spec = toModelSpec(model);
  return start.kind === 'random' && start.widen !== undefined ? widenSpec(spec, start.widen) : spec;
}

/** The net that the stages work on: the recipe's model, or what its start makes of it. */
export function toStartSpec(recipe: Pick<Recipe, 'model' | 'start'>): ModelSpec {
  const stage = toStartStage(recipe);
  return toSpecAfter(toWideSpec(recipe), stage === undefined ? [] : [stage]);
}

/**
 * The net's spec after stages, as far as options alone say it: what a mask empties is known when it is there.
 */
export function toSpecAfter(spec: ModelSpec, stages: readonly Stage[]): ModelSpec {
  return stages.reduce((before, stage) => rowOf(stage).specAfter?.(stage, before) ?? before, spec);
}

/** The net that each stage meets, and at the end the one that the last leaves behind. */
export function listStageSpecs(recipe: Pick<Recipe, 'model' | 'start' | 'stages'>): ModelSpec[] {
  const start = toStartSpec(recipe);
  return [0, ...recipe.stages.keys()].map((_, count) => toSpecAfter(start, recipe.stages.slice(0, count)));
}

/**
 * Each stage against the net that it meets.
 * @returns these nets, and the one that the last stage leaves behind
 */
function checkStages(recipe: Recipe, spec: ModelSpec): ModelSpec[] {
  const start = toStartStage(recipe);
  let current = spec;
  if (start !== undefined) current = checkStage(start, current, ['start']);
  const specs = [current];
  recipe.stages.forEach((stage, index) => {
    current = checkStage(stage, current, ['stages', index]);
    specs.push(current);
  });
  return specs;
}

/**
 * A stage against a net: the one that the recipe's options promise it, or the real one before it runs.
 * @returns the spec after it, as far as options alone say it
 * @throws RecipeError
 */
export function checkStage(stage: Stage, spec: ModelSpec, at: readonly Key[]): ModelSpec {
  const row = rowOf(stage);
  const names = listKernelLayers(spec);
  const unknown = row.listLayers?.(stage).find(({ layer }) => !names.includes(layer));
  if (unknown !== undefined) {
    throw new RecipeError(
      [...at, ...unknown.keys],
      `names the layer ${unknown.layer}, but ${spec.name} has ${names.join(', ')}`,
    );
  }
  const misfit = row.findMisfit?.(stage, spec);
  if (misfit !== undefined) throw new RecipeError([...at, ...misfit.keys], misfit.problem, misfit.nearest);
  return row.specAfter?.(stage, spec) ?? spec;
}

function listKernelLayers(spec: ModelSpec): string[] {
  return listTensors(spec)
    .filter(({ role }) => role === 'kernel')
    .map(({ layer }) => layer);
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
  checkSize(spec, ['model', 'spec']);
  if (!tensors.some(({ role }) => role === 'kernel')) {
    throw new RecipeError(['model', 'spec', 'layers'], 'have no weights to train');
  }
}

/** A net as wide as its start says: the whole and each tensor must fit a page's memory. */
function checkWidth(wide: ModelSpec): void {
  const at = ['start', 'widen'];
  try {
    checkSize(wide, at);
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new RecipeError(at, `makes the net too wide: ${error.message}`);
  }
}

function checkSize(spec: ModelSpec, at: readonly Key[]): void {
  const values = listTensors(spec).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  if (values > MODEL_LIMITS.values)
    throw new RecipeError(at, `has ${values} weights; at most ${MODEL_LIMITS.values} fit here`);
}

/** `layers[4].body[0]` as keys. */
function toKeys(path: string): Key[] {
  return (path.match(/[^.[\]]+/g) ?? []).map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** At least one class must be left to learn from. */
function checkClasses(leaveOut: readonly number[] | undefined, classes: number): void {
  const at = ['dataset', 'leaveOut'];
  const other = leaveOut?.find((each) => each >= classes);
  if (other !== undefined)
    throw new RecipeError(at, `must be classes from 0 to ${classes - 1}, got ${other}`);
  if (leaveOut?.length === classes) throw new RecipeError(at, 'leaves no class to learn from');
}

function checkData({ dataset }: Recipe, spec: ModelSpec): void {
  const { name, imageShape, classes, trainCount } = DATASETS[dataset.name];
  if (spec.inputShape.join() !== imageShape.join() || spec.classes !== classes.length) {
    throw new RecipeError(
      ['model'],
      `(${spec.name}) reads [${spec.inputShape}] images of ${spec.classes} classes, but dataset ${name} has [${imageShape}] and ${classes.length}`,
    );
  }
  const { trainExamples, validationExamples, leaveOut } = dataset;
  checkClasses(leaveOut, classes.length);
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
