/**
 * What the reader sets: the net, how much goes, how many bits a code has, how long it trains, and the width
 * of the relative index.
 */
import { choiceParam, numberParam, type ParamTable, param } from '../../src/ui/lesson/params.ts';
import { NETS, PACES, type Pace } from './named.ts';
import { DEFAULTS, type Settings } from './recipe.ts';

export const LIMITS = {
  sparsity: { min: 0, max: 0.99 },
  bits: { min: 1, max: 8 },
  indexBits: { min: 1, max: 10 },
} as const;

export interface Controls extends Settings {
  readonly pace: Pace;
  /** Width of the relative index that the reader tries. */
  readonly indexBits: number;
}

export const SETTINGS: ParamTable<Controls> = {
  model: param('net', choiceParam(NETS, DEFAULTS.model)),
  sparsity: param('sparsity', numberParam({ initial: DEFAULTS.sparsity, ...LIMITS.sparsity, digits: 3 })),
  convBits: param('conv', numberParam({ initial: DEFAULTS.convBits, ...LIMITS.bits, digits: 0 })),
  fcBits: param('fc', numberParam({ initial: DEFAULTS.fcBits, ...LIMITS.bits, digits: 0 })),
  pace: param('pace', choiceParam(PACES, 'quick')),
  indexBits: param('index', numberParam({ initial: 4, ...LIMITS.indexBits, digits: 0 })),
};
