/**
 * What a recipe asks for that changes nothing. It runs as it stands, since it is no mistake that could spoil
 * a result, but whoever wrote it should hear of it.
 */
import { listTensors } from '../spec/shapes.ts';
import { chooseRanks } from '../techniques/factorize/spec.ts';
import { toModelSpec } from './fit.ts';
import type { Recipe } from './schema.ts';

/** One sentence for each wish that comes to nothing, beginning with its field. */
export function listNotes({ model, start }: Recipe): string[] {
  if (start.kind !== 'checkpoint' || start.rank === undefined) return [];
  const spec = toModelSpec(model);
  const chosen = chooseRanks(spec, start.rank);
  const wanted =
    typeof start.rank === 'number' ? { ...(chosen.size === 0 && { '': start.rank }) } : start.rank;
  return Object.entries(wanted).flatMap(([layer, rank]) => {
    if (layer === '')
      return [
        `start.rank leaves every layer of ${spec.name} whole: no two of rank ${rank} have fewer weights.`,
      ];
    if (chosen.has(layer)) return [];
    const shape =
      listTensors(spec).find((each) => each.layer === layer && each.role === 'kernel')?.shape ?? [];
    const [rows = 0, columns = 0] = shape;
    const most = Math.ceil((rows * columns) / (rows + columns)) - 1;
    return [
      `start.rank leaves ${layer} whole: two layers of rank ${rank} have ${rank * (rows + columns)} weights, it has ${rows * columns}; ranks up to ${most} make it smaller.`,
    ];
  });
}
