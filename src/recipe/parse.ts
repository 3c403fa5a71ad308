/**
 * How does foreign text become a recipe? `parseRecipe` checks and fills in defaults; everything it refuses, it refuses
 * with one sentence that names the field.
 */
import * as v from 'valibot';
import { DATASETS } from './datasets.ts';
import type { LayerSpec, ModelSpec } from './model.ts';
import { RECIPE_LIMITS, type Recipe, recipeSchema } from './schema.ts';
import { MODEL_ZOO } from './zoo.ts';

/** A recipe that cannot be run. `path` names the field: `stages[1].sparsity`. */
export class RecipeError extends Error {
  override readonly name = 'RecipeError';
  readonly path: string;
  constructor(path: string, problem: string) {
    super(path === '' ? `The recipe ${problem}.` : `${path} ${problem}.`);
    this.path = path;
  }
}

function toPath(issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? []).reduce(
    (text, { key }) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    '',
  );
}

/** The innermost issue: a union reports its options' issues inside its own. */
function toDeepest(issue: v.BaseIssue<unknown>): { path: string; message: string } {
  const path = toPath(issue);
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return { path, message: 'is not a field of a recipe here' };
  }
  if (
    (issue.type === 'strict_object' || issue.type === 'object') &&
    issue.received === 'undefined' &&
    issue.path
  ) {
    return { path, message: 'is missing' };
  }
  if (issue.type === 'strict_object') return { path, message: `must be an object, got ${issue.received}` };
  return { path, message: issue.message };
}

/**
 * Checks a parsed JSON value and fills in every default.
 * @throws RecipeError naming the first field that is wrong
 */
export function parseRecipe(value: unknown): Recipe {
  const result = v.safeParse(recipeSchema, value, { abortEarly: true });
  if (!result.success) {
    const { path, message } = toDeepest(result.issues[0]);
    throw new RecipeError(path, message);
  }
  checkTogether(result.output);
  return result.output;
}

/**
 * Reads recipe JSON text.
 * @throws RecipeError when the text is too long, is not JSON, or is not a recipe
 */
export function parseRecipeText(text: string): Recipe {
  if (text.length > RECIPE_LIMITS.jsonBytes) {
    throw new RecipeError('', `is longer than ${RECIPE_LIMITS.jsonBytes} characters (${text.length})`);
  }
  if (text.trim() === '') throw new RecipeError('', 'is empty');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new RecipeError('', `is not valid JSON: ${(error as Error).message}`);
  }
  return parseRecipe(value);
}

/** The spec that a recipe's model names or holds. */
export function toModelSpec(model: Recipe['model']): ModelSpec {
  return 'name' in model ? MODEL_ZOO[model.name] : (model.spec as ModelSpec);
}

function kernelLayerNames(layers: readonly LayerSpec[]): string[] {
  return layers.flatMap((layer) => {
    if (layer.kind === 'residual')
      return [...kernelLayerNames(layer.body), ...kernelLayerNames(layer.shortcut)];
    return layer.kind === 'conv2d' || layer.kind === 'depthwiseConv2d' || layer.kind === 'dense'
      ? [layer.name]
      : [];
  });
}

/** What no single field can show: that the parts fit each other. */
function checkTogether(recipe: Recipe): void {
  const spec = toModelSpec(recipe.model);
  const info = DATASETS[recipe.dataset.name];
  if (spec.inputShape.join() !== info.imageShape.join() || spec.classes !== info.classes.length) {
    throw new RecipeError(
      'model',
      `(${spec.name}) reads [${spec.inputShape}] images of ${spec.classes} classes, but dataset ${info.name} has [${info.imageShape}] and ${info.classes.length}`,
    );
  }
  if (recipe.start.kind === 'checkpoint' && !('name' in recipe.model)) {
    throw new RecipeError('start', 'can be a checkpoint only for a model that the lab knows by name');
  }
  const available = recipe.dataset.trainExamples ?? info.trainCount;
  if (available > info.trainCount) {
    throw new RecipeError(
      'dataset.trainExamples',
      `must be at most ${info.trainCount} for ${info.name}, got ${available}`,
    );
  }
  if (recipe.dataset.validationExamples + available > info.trainCount) {
    const most = info.trainCount - recipe.dataset.validationExamples;
    if (recipe.dataset.trainExamples !== undefined) {
      throw new RecipeError(
        'dataset.trainExamples',
        `plus validationExamples must be at most ${info.trainCount}, so at most ${most}, got ${available}`,
      );
    }
  }
  const names = kernelLayerNames(spec.layers);
  const twice = names.find((each, index) => names.indexOf(each) !== index);
  if (twice !== undefined) throw new RecipeError('model.spec', `has two layers named ${twice}`);
  recipe.stages.forEach((stage, index) => {
    if (stage.kind !== 'prune') return;
    const named = [
      ...(stage.except ?? []),
      ...[stage.sparsity, stage.qualityFactor, stage.threshold].flatMap((each) =>
        typeof each === 'object' ? Object.keys(each) : [],
      ),
    ];
    const unknown = named.find((each) => !names.includes(each));
    if (unknown !== undefined) {
      throw new RecipeError(
        `stages[${index}]`,
        `names the layer ${unknown}, but ${spec.name} has ${names.join(', ')}`,
      );
    }
  });
}
