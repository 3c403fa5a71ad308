/**
 * Which net a run began with. Stages may give a net other layers and another name (thinning, factors,
 * quantizers), and a run may begin with what another run ended with: it is the origin that makes runs
 * comparable.
 */
import type { RecipeInput } from './schema.ts';

interface KnownRun {
  readonly id: string;
  readonly recipe: Pick<RecipeInput, 'model' | 'start'>;
}

/** The name of the net that a recipe asks for. */
export function toModelName({ model }: Pick<RecipeInput, 'model'>): string {
  return 'name' in model ? model.name : model.spec.name;
}

/**
 * The name of the net that a recipe begins with, followed through the runs that are known.
 * @param runs in any order
 */
export function findOrigin(recipe: KnownRun['recipe'], runs: readonly KnownRun[]): string {
  const seen = new Set<string>();
  let { model, start } = recipe;
  while (start?.kind === 'run' && !seen.has(start.id)) {
    const { id } = start;
    seen.add(id);
    const before = runs.find((run) => run.id === id);
    if (before === undefined) break;
    ({ model, start } = before.recipe);
  }
  return toModelName({ model });
}
