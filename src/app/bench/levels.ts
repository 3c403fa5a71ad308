/**
 * How does a form say how much of a net goes? As one number for all layers, or layer by layer; each can
 * become the other.
 */
import type { KernelLayer } from './layers.ts';

export type Levels = number | Readonly<Record<string, number>>;

export const LEVELS_BY = ['one', 'layer'] as const;
export type LevelsBy = (typeof LEVELS_BY)[number];

export function findLevelsBy(levels: Levels): LevelsBy {
  return typeof levels === 'number' ? 'one' : 'layer';
}

/**
 * The same levels said another way. One number for all is the layers' mean by weights, so that as much of the
 * net goes.
 */
export function sayLevelsBy(levels: Levels, by: LevelsBy, layers: readonly KernelLayer[]): Levels {
  if (findLevelsBy(levels) === by) return levels;
  if (typeof levels === 'number') return Object.fromEntries(layers.map(({ layer }) => [layer, levels]));
  const all = layers.reduce((sum, { weights }) => sum + weights, 0);
  const gone = layers.reduce((sum, { layer, weights }) => sum + weights * (levels[layer] ?? 0), 0);
  return all === 0 ? 0 : Number((gone / all).toFixed(3));
}
