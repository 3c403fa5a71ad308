/** The weights behind a model source: where each kind is fetched from, and whether they fit the recipe. */
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import { toModelSpec } from '../../recipe/parse.ts';
import type { Recipe } from '../../recipe/schema.ts';
import { withCode } from '../../spec/failure.ts';
import { isSameNet } from '../../spec/samenet.ts';
import type { ModelSource } from '../../spec/source.ts';
import type { RunEnvironment } from './environment.ts';

type Surroundings = Pick<RunEnvironment, 'loadCheckpoint' | 'loadStored'>;

/**
 * @param model whose checkpoint is meant where the source names none
 * @throws with one sentence when the model cannot be had
 */
export async function loadSource(
  source: ModelSource,
  model: Recipe['model'],
  { loadCheckpoint, loadStored }: Surroundings,
): Promise<ModelSnapshot> {
  if (source.kind === 'checkpoint') {
    const name = source.name ?? ('name' in model ? model.name : undefined);
    if (name === undefined) throw new Error(`there is no checkpoint of ${toModelSpec(model).name}`);
    return loadCheckpoint(name);
  }
  const stored = await loadStored?.(source.id);
  if (stored !== undefined) return stored;
  const { kind, id } = source;
  const what = kind === 'run' ? 'saved run' : 'model file';
  throw withCode(new Error(`the recipe starts from the ${what} ${id}, which is not here`), 'storedMissing', {
    kind,
    id,
  });
}

/**
 * A stored model that a recipe starts from.
 * @throws with one sentence when its layers are not those of the recipe's model
 */
export function checkStart(
  source: { readonly id: string },
  model: Recipe['model'],
  { spec }: ModelSnapshot,
): void {
  const wanted = toModelSpec(model);
  if (isSameNet(spec, wanted)) return;
  const { id } = source;
  throw withCode(
    new Error(`the recipe's model is ${wanted.name}, but ${id} holds ${spec.name}, whose layers are others`),
    'storedOther',
    { id, model: wanted.name, stored: spec.name },
  );
}
