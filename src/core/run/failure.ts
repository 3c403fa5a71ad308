/** Why did a run fail, in the protocol's words? The page offers another way out for each reason. */
import type { RunFailed } from '../../protocol/events.ts';
import { NotFiniteError } from './finite.ts';

/** The reason and the error's own sentence. */
export function toFailure(error: unknown): Pick<RunFailed, 'reason' | 'message'> {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof NotFiniteError) return { reason: 'notFinite', message };
  const name = error instanceof Error ? error.name : '';
  if (name === 'DataError') return { reason: 'data', message };
  if (name === 'RecipeError' || name === 'ShapeError') return { reason: 'recipe', message };
  return { reason: 'engine', message };
}
