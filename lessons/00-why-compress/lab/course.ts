/**
 * Which term of an answer's energy each part of the course makes less: how many weights are read, how many
 * bits each has, how many products are formed, how far the weights lie from the sums; or what training costs.
 */
import type { Variant } from '../../../src/plots/types.ts';
import type { LessonGroup } from '../../../src/ui/lesson/meta.ts';

type Term = 'weights' | 'bits' | 'products' | 'distance' | 'training';

export const GROUP_TERMS: Readonly<Record<Exclude<LessonGroup, 'why'>, readonly Term[]>> = {
  remove: ['weights', 'products', 'distance'],
  share: ['weights', 'bits', 'distance'],
  bits: ['bits', 'products', 'distance'],
  shape: ['weights', 'products'],
  train: ['training'],
  hardware: ['products', 'distance'],
};

/** The look of each part of the course. */
export const SAVERS: Readonly<Record<LessonGroup, Variant>> = {
  why: 'muted',
  remove: 'pruned',
  share: 'shared',
  bits: 'quantized',
  shape: 'distilled',
  train: 'retrained',
  hardware: 'accent',
};
