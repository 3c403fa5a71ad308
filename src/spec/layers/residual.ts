/** A residual block (He et al. 2015, arXiv 1512.03385, equation 2). */
import * as v from 'valibot';
import { createSchema, layerName, type NestedRow } from './row.ts';
import { ShapeError } from './shape.ts';

/** y = body(x) + shortcut(x); an empty shortcut is the identity. */
export interface ResidualSpec<Layer> {
  readonly kind: 'residual';
  readonly name: string;
  readonly body: readonly Layer[];
  readonly shortcut: readonly Layer[];
}

export function createResidualRow<Layer>(): NestedRow<ResidualSpec<Layer>, Layer> {
  return {
    nesting: {
      schema: (layers) =>
        createSchema<ResidualSpec<Layer>>({
          kind: v.literal('residual'),
          name: layerName,
          body: layers,
          shortcut: layers,
        }),
      list: ({ body, shortcut }) => [
        { key: 'body', layers: body },
        { key: 'shortcut', layers: shortcut },
      ],
      put: (layer, [body = [], shortcut = []]) => ({ ...layer, body, shortcut }),
    },
    trace: ({ name }, _, { path, nested: [body = [], shortcut = []] }) => {
      if (body.join() !== shortcut.join())
        throw new ShapeError(
          path,
          `(residual ${name}) adds [${body}] to [${shortcut}]; both must have one shape`,
        );
      return { output: body };
    },
    units: { kind: 'joined', joinOf: () => 'add' },
    gain: 1,
    shardImages: 128,
  };
}
