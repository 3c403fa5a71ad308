/** The weights behind a model source: where each kind is fetched from. */
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import { toModelSpec } from '../../recipe/parse.ts';
import type { Recipe } from '../../recipe/schema.ts';
import { withCode } from '../../spec/failure.ts';
import type { ModelSource } from '../../spec/source.ts';
import { type CheckpointName, findCheckpoint } from '../../spec/zoo.ts';

/** Who has models that lie outside of a run. */
export interface ModelStock {
  loadCheckpoint(name: CheckpointName): Promise<ModelSnapshot>;
  /** A stored model by the id that the recipe knows it by; undefined where it is not here. */
  loadStored?(id: string): Promise<ModelSnapshot | undefined>;
}

/**
 * @param model whose checkpoint is meant where the source names none
 * @throws with one sentence when the model cannot be had
 */
export async function loadSource(
  source: ModelSource,
  model: Recipe['model'],
  stock: ModelStock,
): Promise<ModelSnapshot> {
  if (source.kind === 'checkpoint') {
    const name = source.name ?? findCheckpoint(model);
    if (name === undefined) throw new Error(`there is no checkpoint of ${toModelSpec(model).name}`);
    return stock.loadCheckpoint(name);
  }
  const stored = await stock.loadStored?.(source.id);
  if (stored !== undefined) return stored;
  const { kind, id } = source;
  const what = kind === 'run' ? 'saved run' : 'model file';
  throw withCode(new Error(`the recipe names the ${what} ${id}, which is not here`), 'storedMissing', {
    kind,
    id,
  });
}
