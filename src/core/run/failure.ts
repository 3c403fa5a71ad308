/** Why did a run fail, in the protocol's words? The page offers another way out for each reason. */
import type { RunFailed } from '../../protocol/events.ts';
import { type Failure, toFailure } from '../../spec/failure.ts';
import { NotFiniteError } from './finite.ts';

/** The reason, and what the error says. */
export function toRunFailure(error: unknown): Pick<RunFailed, 'reason'> & Failure {
  const failure = toFailure(error);
  if (error instanceof NotFiniteError) {
    const { unwatchedExponent: exponent } = error;
    const said = { ...failure, reason: 'notFinite' as const };
    return exponent === undefined
      ? { ...said, code: 'notFinite' }
      : { ...said, code: 'notFiniteScaled', values: { exponent } };
  }
  const name = error instanceof Error ? error.name : '';
  if (name === 'DataError') return { ...failure, reason: 'data' };
  if (name === 'RecipeError' || name === 'ShapeError') return { ...failure, reason: 'recipe' };
  return { ...failure, reason: 'engine' };
}
