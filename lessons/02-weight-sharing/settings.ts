/**
 * The reader's sharing: how many bits for a weight's code, where the centroids begin, and what is pruned
 * before.
 */
import { MODEL_NAMES, type ModelName } from '../../src/spec/zoo.ts';
import { choiceParam, numberParam, type ParamTable, param } from '../../src/ui/lesson/params.ts';

/** Starts that a reader can share with; the exact optimum is for comparison. */
export const STARTS = ['linear', 'density', 'forgy'] as const;
export type StartName = (typeof STARTS)[number];

export const BITS = { min: 1, max: 8, step: 1, digits: 0 } as const;
export const PRUNED = { min: 0, max: 0.99, step: 0.01, unit: '%', digits: 0 } as const;
const DRAWS = 9999;

export interface Sharing {
  readonly model: ModelName;
  /** Fraction of all weights that are pruned first, the smallest of the whole net. */
  readonly prune: number;
  readonly init: StartName;
  /** Names the draw of Forgy's start; the recipe's seed. */
  readonly draw: number;
  /** Bits of a code in dense layers, and in convolutions. */
  readonly fcBits: number;
  readonly convBits: number;
}

export const SETTINGS: ParamTable<Sharing> = {
  model: param('model', choiceParam(MODEL_NAMES, 'lenet-300-100')),
  prune: param('prune', numberParam({ initial: 0, min: PRUNED.min, max: PRUNED.max, digits: 3 })),
  init: param('init', choiceParam(STARTS, 'linear')),
  draw: param('draw', numberParam({ initial: 1, min: 1, max: DRAWS, digits: 0 })),
  fcBits: param('fc', numberParam({ initial: 4, ...BITS })),
  convBits: param('conv', numberParam({ initial: 6, ...BITS })),
};

export function toNextDraw({ draw }: Sharing): Partial<Sharing> {
  return { draw: (draw % DRAWS) + 1 };
}

/** Is a kernel of this shape a convolution's? */
export function isConvolution(shape: readonly number[]): boolean {
  return shape.length === 4;
}
