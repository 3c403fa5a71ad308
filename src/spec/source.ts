/**
 * Where a model comes from that a recipe names: one of the lab's checkpoints, the final model of a saved run,
 * or a model file. Stored models (runs and files) are known by an id; whoever has the recipe carried out
 * hands them over beside it, by that id.
 */
import * as v from 'valibot';
import { choice, name, shown } from './rules.ts';
import { MODEL_NAMES } from './zoo.ts';

/** The final model of a saved run, masks and codebooks included. */
export const runSource = v.strictObject({ kind: v.literal('run'), id: name('the id of a saved run') });

/** A model file that the reader has opened. */
export const fileSource = v.strictObject({ kind: v.literal('file'), id: name('the id of a model file') });

/** Any of them. A checkpoint without a name is that of the recipe's own model. */
const modelSourceSchema = v.variant(
  'kind',
  [
    v.strictObject({
      kind: v.literal('checkpoint'),
      name: v.optional(choice(MODEL_NAMES, 'the checkpoint')),
    }),
    runSource,
    fileSource,
  ],
  (issue) => `must be checkpoint, run or file, got ${shown(issue.input)}`,
);

export type ModelSource = v.InferOutput<typeof modelSourceSchema>;
/** A model that has to be handed over beside the recipe. */
export type StoredSource = v.InferOutput<typeof runSource> | v.InferOutput<typeof fileSource>;

export function isStored(source: ModelSource): source is StoredSource {
  return source.kind !== 'checkpoint';
}
