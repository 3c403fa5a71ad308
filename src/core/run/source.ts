/** Whether a stored model fits the recipe that starts from it. */
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import { toModelSpec } from '../../recipe/parse.ts';
import type { Recipe } from '../../recipe/schema.ts';
import { withCode } from '../../spec/failure.ts';
import { isSameNet } from '../../spec/samenet.ts';

/** @throws with one sentence when the model's layers are not those of the recipe's model */
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
