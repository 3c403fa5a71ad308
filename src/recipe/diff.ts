/** What differs between two recipes: each field by its path, as it is in one and in the other. */
import { type Key, toPath } from './error.ts';
import type { Recipe } from './schema.ts';

export interface RecipeDifference {
  readonly keys: readonly Key[];
  /** `stages[1].sparsity` */
  readonly path: string;
  /**
   * Undefined where one of the recipes has no such field; an object or a list where the other has nothing at
   * all of it.
   */
  readonly from: unknown;
  readonly to: unknown;
}

/** In the order of the fields; defaults count as written out, so that a shorter writing is no difference. */
export function diffRecipes(from: Recipe, to: Recipe): RecipeDifference[] {
  return diff(from, to, []);
}

function diff(from: unknown, to: unknown, keys: readonly Key[]): RecipeDifference[] {
  const [one, other] = [toParts(from), toParts(to)];
  if (one === null || other === null || isOtherKind(from, to))
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ keys, path: toPath(keys), from, to }];
  const names = [...new Set([...one.keys(), ...other.keys()])];
  return names.flatMap((name) => diff(one.get(name), other.get(name), [...keys, name]));
}

/** A train stage and a prune stage have no field in common that would say anything. */
function isOtherKind(from: unknown, to: unknown): boolean {
  const kindOf = (value: unknown) => (value as { readonly kind?: unknown }).kind;
  return Array.isArray(from) !== Array.isArray(to) || kindOf(from) !== kindOf(to);
}

function toParts(value: unknown): ReadonlyMap<Key, unknown> | null {
  if (typeof value !== 'object' || value === null) return null;
  return Array.isArray(value) ? new Map(value.entries()) : new Map(Object.entries(value));
}
