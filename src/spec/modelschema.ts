/** The schema of a model spec. Whether its layers fit each other is asked of `traceShapes`. */
import * as v from 'valibot';
import { MODEL_LIMITS } from './layers/limits.ts';
import { layersSchema } from './layers/table.ts';
import { integer, name, shown } from './rules.ts';

const side = (what: string, max: number) => integer({ min: 1, max, what });

export const modelSpecSchema = v.strictObject({
  name: name('the model name'),
  inputShape: v.strictTuple(
    [
      side('image height', MODEL_LIMITS.imageSide),
      side('image width', MODEL_LIMITS.imageSide),
      side('channels', 16),
    ],
    (issue) => `must be [height, width, channels], got ${shown(issue.input)}`,
  ),
  classes: integer({ min: 2, max: 1000, what: 'the number of classes' }),
  layers: layersSchema,
});
