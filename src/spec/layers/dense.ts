/** A fully connected layer: every unit reads every input. */
import * as v from 'valibot';
import { flag, integer } from '../rules.ts';
import { listKernelAndBias } from './convolution.ts';
import { MODEL_LIMITS } from './limits.ts';
import { createSchema, layerName, type PlainRow } from './row.ts';
import { ShapeError } from './shape.ts';

export interface DenseSpec {
  readonly kind: 'dense';
  readonly name: string;
  readonly units: number;
  readonly bias?: boolean;
}

export const dense: PlainRow<DenseSpec> = {
  schema: createSchema<DenseSpec>({
    kind: v.literal('dense'),
    name: layerName,
    units: integer({ min: 1, max: MODEL_LIMITS.units, what: 'the number of units' }),
    bias: v.optional(flag('bias')),
  }),
  trace: (layer, input, { path }) => {
    const { name, units } = layer;
    const [rows] = input;
    if (input.length !== 1 || rows === undefined)
      throw new ShapeError(
        path,
        `(dense ${name}) needs a flat input, got [${input}]; put a flatten before it`,
      );
    return {
      output: [units],
      tensors: listKernelAndBias(layer, [rows, units], units),
      macs: rows * units,
    };
  },
  units: { kind: 'made', isUniform: () => true, countKey: 'units' },
  gain: 1,
  shardImages: 128,
};
