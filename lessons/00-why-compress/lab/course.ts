/**
 * What each lesson of the course means to make less, in terms of an answer's energy: how many weights are
 * read, how many bits each has, how many products are formed, how far the weights lie from the sums; or the
 * time that something takes, or mistakes.
 */
import type { Variant } from '../../../src/plots/types.ts';
import type { LessonGroup } from '../../../src/ui/lesson/meta.ts';

export const TERMS = ['weights', 'bits', 'products', 'distance', 'time', 'mistakes'] as const;
export type Term = (typeof TERMS)[number];

/** By slug; a test holds that no lesson of the course is forgotten. */
export const LESSON_TERMS: Readonly<Record<string, readonly Term[]>> = {
  '00-why-compress': [],
  '01-magnitude-pruning': ['weights', 'products'],
  '02-weight-sharing': ['bits'],
  '03-deep-compression': ['weights', 'bits', 'distance'],
  '04-linear-quantization': ['bits', 'products'],
  '05-binary-ternary': ['bits', 'products'],
  '06-sensitivity-and-schedules': ['weights', 'mistakes'],
  '07-structured-pruning': ['weights', 'products', 'time'],
  '08-low-rank': ['weights', 'products'],
  '09-compact-architectures': ['weights', 'products'],
  '10-winograd': ['products', 'time'],
  '11-distillation': ['weights', 'products'],
  '12-dense-sparse-dense': ['mistakes'],
  '13-mixed-precision': ['bits', 'time'],
  '14-parallel-training': ['time'],
  '15-roofline': ['time'],
  '16-eie': ['products', 'distance'],
  '17-hessian-aware': ['bits'],
  '18-co-design': ['bits', 'products', 'time'],
  '19-dynamic-networks': ['products'],
  '20-recurrent': ['weights', 'products'],
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
