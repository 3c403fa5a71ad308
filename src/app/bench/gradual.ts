/**
 * How does a form change pruning while training? Switching it on begins with usual values; what the form does
 * not show stays.
 */
import type { TrainInput } from './edit.ts';

export type GradualInput = NonNullable<TrainInput['sparsify']>;

/** Nine tenths, as where a prune stage begins. */
const USUAL: GradualInput = { sparsity: 0.9 };

/** What a recipe means where it says nothing. */
export const GRADUAL_DEFAULTS = {
  from: 0,
  criterion: { kind: 'magnitude' },
  scope: 'layer',
  every: 50,
  until: 0.7,
  splice: false,
} as const;

export function switchGradual(stage: TrainInput, isOn: boolean): TrainInput {
  const { sparsify, ...rest } = stage;
  return isOn ? { ...rest, sparsify: sparsify ?? USUAL } : rest;
}

/**
 * Changes some of it; `from` is brought down to `sparsity` where both are one number, since no layer starts
 * above its end.
 */
export function changeGradual(stage: TrainInput, change: Partial<GradualInput>): TrainInput {
  const next: GradualInput = { ...(stage.sparsify ?? USUAL), ...change };
  const { from, sparsity } = next;
  if (typeof from === 'number' && typeof sparsity === 'number' && from > sparsity) next.from = sparsity;
  return { ...stage, sparsify: next };
}
