/**
 * Criteria: which weights matter. Each gives every weight a score, and the lowest scores are pruned first.
 * Magnitude: |w|, Han et al. 2015 (arXiv 1506.02626, section 3). Unit: the norm of all weights that make an
 * output (a filter, a neuron), so that whole ones go, but for the last layer's: Li et al. 2017 (arXiv
 * 1608.08710, section 3.1), with l2 for l1. Rate: magnitude against what the weight costs in a file. Random:
 * the floor that any criterion must beat.
 */
import { createStream } from '../../math/random.ts';
import { scoreByRate } from './rate.ts';

/** A kernel's weights as a criterion sees them. */
export interface ScoredTensor {
  readonly name: string;
  /** Row-major: the value at a place belongs to unit place % units. */
  readonly values: Float32Array;
  readonly units: number;
  /** What a mask shows of the values now, where that is less than all. */
  readonly shown?: Float32Array;
}

type Score = (tensor: ScoredTensor, seed: number) => Float32Array;

const SCORES = {
  magnitude: ({ values }) => values.map(Math.abs),
  unit: ({ values, units }) => scoreByUnit(values, units),
  rate: ({ values, units, shown = values }) => scoreByRate(values, shown, units),
  random: ({ name, values }, seed) => {
    const stream = createStream(seed, 'prune', name);
    return values.map((weight) => {
      const draw = stream.nextFloat();
      return weight === 0 ? 0 : draw + 1;
    });
  },
} satisfies Record<string, Score>;

export type CriterionKind = keyof typeof SCORES;
export const CRITERIA = Object.keys(SCORES) as readonly CriterionKind[];

export interface Criterion {
  readonly kind: CriterionKind;
}

/**
 * Scores of one tensor's effective weights, same order. A weight that is zero already scores 0, so it is
 * pruned first.
 * @param seed the recipe's; only the random criterion uses it
 */
export function scoreWeights({ kind }: Criterion, tensor: ScoredTensor, seed: number): Float32Array {
  return SCORES[kind](tensor, seed);
}

/**
 * The root mean square of a weight's unit, for every weight alike. A level that is no whole number of units
 * cuts one in part, which then is the first to go.
 */
function scoreByUnit(values: Float32Array, units: number): Float32Array {
  const squares = new Float64Array(units);
  values.forEach((value, place) => {
    squares[place % units]! += value * value;
  });
  const norms = squares.map((sum) => Math.sqrt((sum * units) / values.length));
  return values.map((value, place) => (value === 0 ? 0 : norms[place % units]!));
}
