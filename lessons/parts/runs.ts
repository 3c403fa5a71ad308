/** What a run of a lesson is about: its net, and whether it did what the controls now ask for. */
import { toModelName } from '../../src/recipe/origin.ts';
import type { RecipeInput } from '../../src/recipe/schema.ts';
import { useRun } from '../../src/state/hooks.ts';

/** The name of the zoo model that a run's recipe trains; null where there is no run. */
export function useModelOfRun(name: string): string | null {
  return useRun(name, ({ recipe }) => (recipe === null ? null : toModelName(recipe)));
}

/**
 * Does `whole` say everything that `part` says? It may say more: a recipe that ran has its defaults filled
 * in.
 */
export function holds(whole: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return whole === part;
  return (
    typeof whole === 'object' &&
    whole !== null &&
    Object.entries(part).every(([key, value]) => holds((whole as Record<string, unknown>)[key], value))
  );
}

/** Do two recipes change the same weights of the same net in the same way, however long they train? */
export function isSameWork(done: RecipeInput, wanted: RecipeInput): boolean {
  const toWork = ({ stages }: RecipeInput) => stages.filter(({ kind }) => kind !== 'train');
  const [work, asked] = [toWork(done), toWork(wanted)];
  return holds(done.model, wanted.model) && work.length === asked.length && holds(work, asked);
}
