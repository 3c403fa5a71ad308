/** Which models a recipe names as sources, and where: its start, and the teachers of its stages. */

import { isStored, type NetSource, OWN_CHECKPOINT } from '../spec/source.ts';
import type { Key } from './error.ts';
import type { Recipe } from './schema.ts';
import { listTeachers } from './teachers.ts';

export interface NamedSource {
  /** Where in the recipe it stands. */
  readonly keys: readonly Key[];
  readonly source: NetSource;
}

/** Every model that the recipe names as a source, each with its place. */
export function listSources({ start, stages }: Pick<Recipe, 'start' | 'stages'>): NamedSource[] {
  return [...listStart(start), ...listTeachers(stages).map(({ keys, source }) => ({ keys, source }))];
}

function listStart(start: Recipe['start']): NamedSource[] {
  switch (start.kind) {
    case 'random':
      return [];
    case 'checkpoint':
      return [{ keys: ['start'], source: OWN_CHECKPOINT }];
    default:
      return [{ keys: ['start'], source: start }];
  }
}

/** Ids of the models that have to be handed over beside the recipe, each once. */
export function listStoredIds(recipe: Pick<Recipe, 'start' | 'stages'>): string[] {
  return [...new Set(listSources(recipe).flatMap(({ source }) => (isStored(source) ? [source.id] : [])))];
}
