/** Which models a recipe names as sources, and where: its start, so far. */

import { isStored, type ModelSource } from '../spec/source.ts';
import type { Key } from './error.ts';
import type { Recipe } from './schema.ts';

export interface NamedSource {
  /** Where in the recipe it stands. */
  readonly keys: readonly Key[];
  readonly source: ModelSource;
}

/** Every model that the recipe names as a source, each with its place. */
export function listSources({ start }: Pick<Recipe, 'start' | 'stages'>): NamedSource[] {
  switch (start.kind) {
    case 'random':
      return [];
    case 'checkpoint':
      return [{ keys: ['start'], source: { kind: 'checkpoint' } }];
    default:
      return [{ keys: ['start'], source: start }];
  }
}

/** Ids of the models that have to be handed over beside the recipe, each once. */
export function listStoredIds(recipe: Pick<Recipe, 'start' | 'stages'>): string[] {
  return [...new Set(listSources(recipe).flatMap(({ source }) => (isStored(source) ? [source.id] : [])))];
}
