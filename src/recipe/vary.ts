/** One recipe many times over, with another value in one of its fields each time: the points of a sweep. */
import { type Key, toPath } from './error.ts';
import { parseRecipe } from './parse.ts';
import type { Recipe } from './schema.ts';

/** A field that holds a number or a word. */
export interface VariableField {
  readonly keys: readonly Key[];
  readonly path: string;
  readonly value: number | string;
}

/**
 * Names and ids say which thing is meant, and `kind` of a stage or a teacher which fields it has: none of
 * them is a setting.
 */
const NOT_SETTINGS: readonly Key[] = ['version', 'name', 'id', 'layers'];

export const MOST_VALUES = 24;

/** Every setting of a recipe with its defaults filled in, in the order of its fields. */
export function listVariableFields(recipe: Recipe): VariableField[] {
  return list(recipe, []).filter(
    ({ keys }) =>
      !/^(model|dataset\.name|start\.kind|stages\[\d+\]\.kind|.*\bteacher\..*kind$)/.test(toPath(keys)),
  );
}

function list(value: unknown, keys: readonly Key[]): VariableField[] {
  if (typeof value === 'number' || typeof value === 'string')
    return NOT_SETTINGS.includes(keys.at(-1) ?? '') ? [] : [{ keys, path: toPath(keys), value }];
  if (typeof value !== 'object' || value === null) return [];
  const entries: [Key, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, each]) => list(each, [...keys, key]));
}

/** A text of values that cannot be read. */
export class ValuesError extends Error {
  override readonly name = 'ValuesError';
  readonly part: string;

  constructor(part: string) {
    super(`${part} is not a value`);
    this.part = part;
  }
}

/**
 * Reads `0.5, 0.7, 0.9` or `0.5..0.9/5` (five of them, evenly spread) or words, each once.
 * @throws ValuesError naming the part that is none
 */
export function readValues(text: string, isNumber: boolean): (number | string)[] {
  const parts = text
    .split(/[,，、;；\s]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const values = parts.flatMap((part): (number | string)[] => (isNumber ? readNumbers(part) : [part]));
  return [...new Set(values)].slice(0, MOST_VALUES);
}

function readNumbers(part: string): number[] {
  const [, from, to, count] = /^(-?[\d.e+-]+?)\.\.(-?[\d.e+-]+)\/(\d+)$/.exec(part) ?? [];
  const numbers = from === undefined ? [Number(part)] : spread(Number(from), Number(to), Number(count));
  if (numbers.length === 0 || !numbers.every(Number.isFinite)) throw new ValuesError(part);
  return numbers;
}

function spread(from: number, to: number, count: number): number[] {
  if (count < 2) return [];
  const steps = Math.min(count, MOST_VALUES) - 1;
  // Sums such as 0.1 + 0.2 would show their last bits.
  return Array.from({ length: steps + 1 }, (_, step) =>
    Number((from + ((to - from) * step) / steps).toPrecision(6)),
  );
}

/**
 * The recipe with another value in one field.
 * @throws RecipeError where it is none then
 */
export function varyRecipe(recipe: Recipe, keys: readonly Key[], value: number | string): Recipe {
  return parseRecipe(replace(recipe, keys, value));
}

function replace(value: unknown, [key, ...rest]: readonly Key[], part: unknown): unknown {
  if (key === undefined) return part;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  (copy as Record<Key, unknown>)[key] = replace((copy as Record<Key, unknown>)[key], rest, part);
  return copy;
}
