/**
 * A layer of binary inputs whose outputs are multiplied by the mean size of the inputs in their window: the
 * map K of XNOR-Net (Rastegari et al. 2016, arXiv 1603.05279, equation 11).
 */
import * as v from 'valibot';
import type { Conv2dSpec } from './convolution.ts';
import type { DenseSpec } from './dense.ts';
import { createSchema, layerName, type NestedRow } from './row.ts';
import { ShapeError } from './shape.ts';

/** y = body(x) * K(x). The window is that of the body's last layer. */
export interface InputScaledSpec<Layer> {
  readonly kind: 'inputScaled';
  readonly name: string;
  readonly body: readonly Layer[];
}

type Windowed = Conv2dSpec | DenseSpec;

/** The layer whose windows count, which the row makes sure of. */
export function windowedIn({ body }: InputScaledSpec<unknown>): Windowed {
  return body.at(-1) as Windowed;
}

export function createInputScaledRow<Layer extends { readonly kind: string }>(): NestedRow<
  InputScaledSpec<Layer>,
  Layer
> {
  return {
    nesting: {
      schema: (layers) =>
        createSchema<InputScaledSpec<Layer>>({
          kind: v.literal('inputScaled'),
          name: layerName,
          body: layers,
        }),
      list: ({ body }) => [{ key: 'body', layers: body }],
      put: (layer, [body = []]) => ({ ...layer, body }),
      isClosed: true,
    },
    trace: ({ name, body }, _, { path, nested: [output = []] }) => {
      const [first, last] = body;
      const isWindowed = last?.kind === 'conv2d' || last?.kind === 'dense';
      if (body.length !== 2 || first?.kind !== 'binarizeActivation' || !isWindowed)
        throw new ShapeError(
          path,
          `(inputScaled ${name}) must have binarizeActivation and one conv2d or dense inside`,
        );
      return { output };
    },
    units: { kind: 'joined', joinOf: () => 'add', scalesBy: 'inputs' },
    gain: 1,
    shardImages: 128,
  };
}
