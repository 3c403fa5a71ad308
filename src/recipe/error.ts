/** How does a recipe that cannot be run say so? In one sentence that begins with the field. */
import { withCode } from '../spec/failure.ts';

/** A step into a recipe: a field or a place in a list. */
export type Key = string | number;

/** A recipe that cannot be run. `path` names the field: `stages[1].sparsity`. */
export class RecipeError extends Error {
  override readonly name = 'RecipeError';
  readonly path: string;
  readonly keys: readonly Key[];
  /** For a number out of its range: the nearest one in it. */
  readonly nearest: number | undefined;

  constructor(keys: readonly Key[], problem: string, nearest?: number) {
    const path = toPath(keys);
    super(path === '' ? `The recipe ${problem}.` : `${path} ${problem}.`);
    this.path = path;
    this.keys = keys;
    this.nearest = nearest;
    withCode(this, 'recipeBroken', { path, problem });
  }
}

/** `['stages', 1, 'sparsity']` as `stages[1].sparsity`. */
export function toPath(keys: readonly Key[]): string {
  return keys.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`),
    '',
  );
}
