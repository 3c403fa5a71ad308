/**
 * Several ways through a net side by side, whose outputs are put one behind the other along the channels, as
 * in Inception (Szegedy et al. 2015, arXiv 1409.4842, figure 2a), or added.
 */
import * as v from 'valibot';
import { choice, shown } from '../rules.ts';
import { MODEL_LIMITS } from './limits.ts';
import { createSchema, layerName, type NestedRow } from './row.ts';
import { type Shape, ShapeError } from './shape.ts';

/** Each branch reads the same input; an empty branch is the identity. */
export interface BranchesSpec<Layer> {
  readonly kind: 'branches';
  readonly name: string;
  readonly join: 'concat' | 'add';
  readonly branches: readonly (readonly Layer[])[];
}

export function createBranchesRow<Layer>(): NestedRow<BranchesSpec<Layer>, Layer> {
  return {
    nesting: {
      schema: (layers) =>
        createSchema<BranchesSpec<Layer>>({
          kind: v.literal('branches'),
          name: layerName,
          join: choice(['concat', 'add'], 'how branches are joined'),
          branches: v.pipe(
            v.array(layers, (issue) => `must be a list of branches, got ${shown(issue.input)}`),
            v.check(
              ({ length }) => length >= 2 && length <= MODEL_LIMITS.branches,
              (issue) =>
                `must be 2 to ${MODEL_LIMITS.branches} branches, got ${(issue.input as unknown[]).length}`,
            ),
          ),
        }),
      list: ({ branches }) => branches.map((layers, index) => ({ key: `branches[${index}]`, layers })),
      put: (layer, branches) => ({ ...layer, branches }),
    },
    trace: (layer, _, { path, nested }) => ({ output: joinShapes(layer, nested, path) }),
    units: { kind: 'joined', joinOf: ({ join }) => join },
    gain: 1,
    shardImages: 128,
  };
}

function joinShapes(
  { name, join }: BranchesSpec<unknown>,
  [first = [], ...others]: readonly Shape[],
  path: string,
): Shape {
  const sidesOf = (shape: Shape) => (join === 'add' ? shape : shape.slice(0, -1));
  const other = others.find(
    (shape) => shape.length !== first.length || sidesOf(shape).join() !== sidesOf(first).join(),
  );
  if (other !== undefined) {
    const [verb, rule] =
      join === 'add'
        ? ['adds', 'all branches must have one shape']
        : ['joins', 'all branches must have one height and width'];
    throw new ShapeError(path, `(branches ${name}) ${verb} [${first}] and [${other}]; ${rule}`);
  }
  if (join === 'add') return first;
  const channels = [first, ...others].reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0);
  return [...first.slice(0, -1), channels];
}
