/** What no cut can do to a net: the last layer's units are its answers. */
import type { ModelSpec } from '../../spec/model.ts';
import { listTensors } from '../../spec/shapes.ts';
import type { Misfit } from '../stage.ts';
import type { Levels } from './masks.ts';
import type { Criterion } from './score.ts';

/** A stage that would prune units in the last layer alone prunes nothing. */
export function findUnprunable(
  criterion: Criterion,
  levels: Levels | undefined,
  spec: ModelSpec,
  keys: Misfit['keys'],
): Misfit | undefined {
  if (criterion.kind !== 'unit' || typeof levels !== 'object') return undefined;
  const last = listTensors(spec)
    .filter(({ role }) => role === 'kernel')
    .at(-1)!.layer;
  if (!Object.keys(levels).every((layer) => layer === last)) return undefined;
  return {
    keys,
    problem: `names ${last} alone, whose units are the answers of ${spec.name}: none of them can be pruned`,
  };
}
