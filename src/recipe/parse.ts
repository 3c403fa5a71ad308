/**
 * How does foreign text become a recipe? `parseRecipe` checks and fills in defaults; everything it refuses,
 * it refuses with one sentence that names the field.
 */
import * as v from 'valibot';
import { RECIPE_LIMITS } from '../spec/limits.ts';
import { type StageInput, stageSchema } from '../techniques/stages.ts';
import { RecipeError } from './error.ts';
import { checkFit } from './fit.ts';
import { toFinding } from './issue.ts';
import { type Recipe, recipeSchema, type Stage } from './schema.ts';

export { RecipeError } from './error.ts';
export { checkStage, toModelSpec, toWideSpec } from './fit.ts';

/** Deeper values are refused before anything walks into them and runs out of stack. */
const MOST_LEVELS = 64;

/**
 * Checks a parsed JSON value and fills in every default.
 * @throws RecipeError naming the first field that is wrong
 */
export function parseRecipe(value: unknown): Recipe {
  checkDepth(value);
  const result = v.safeParse(recipeSchema, value, { abortEarly: true });
  if (!result.success) {
    const { keys, problem, nearest } = toFinding(result.issues[0]);
    throw new RecipeError(keys, problem, nearest);
  }
  checkFit(result.output);
  return result.output;
}

/**
 * Checks single stages and fills in their defaults; whether they fit a net shows when they meet it.
 * @throws RecipeError naming the first field that is wrong
 */
export function parseStages(stages: readonly StageInput[]): Stage[] {
  return stages.map((stage, index) => {
    const result = v.safeParse(stageSchema, stage, { abortEarly: true });
    if (result.success) return result.output;
    const { keys, problem, nearest } = toFinding(result.issues[0]);
    throw new RecipeError(['stages', index, ...keys], problem, nearest);
  });
}

/**
 * Reads recipe JSON text, with or without a byte order mark.
 * @throws RecipeError when the text is too long, is not JSON, or is not a recipe
 */
export function parseRecipeText(text: string): Recipe {
  if (text.length > RECIPE_LIMITS.jsonBytes) {
    throw new RecipeError([], `is longer than ${RECIPE_LIMITS.jsonBytes} characters (${text.length})`);
  }
  const plain = text.replace(/^\uFEFF/, '');
  if (isUtf16(plain)) throw new RecipeError([], 'is in UTF-16, and must be in UTF-8');
  if (plain.trim() === '') throw new RecipeError([], 'is empty');
  let value: unknown;
  try {
    value = JSON.parse(plain);
  } catch (error) {
    throw new RecipeError([], `is not valid JSON: ${(error as Error).message}`);
  }
  return parseRecipe(value);
}

/**
 * What UTF-16 looks like where it was taken for UTF-8: a byte order mark that is none, or every other letter
 * a zero.
 */
function isUtf16(text: string): boolean {
  return /^\uFFFD\uFFFD|^\0?.\0/s.test(text);
}

/** Level by level, without recursion; a cycle is deep without end. */
function checkDepth(value: unknown): void {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_LEVELS) throw new RecipeError([], `is nested deeper than ${MOST_LEVELS} levels`);
    const below = level.flatMap((each) =>
      typeof each === 'object' && each !== null ? (Object.values(each) as unknown[]) : [],
    );
    level = [...new Set(below)];
  }
}
