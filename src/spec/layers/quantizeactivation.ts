/**
 * Activations on a grid of few values, from zero to a bound that the net learns: PACT (Choi et al. 2018,
 * arXiv 1805.06085). It reads what a relu gives.
 */
import * as v from 'valibot';
import { integer, number } from '../rules.ts';
import { createSchema, layerName, type PlainRow } from './row.ts';

export interface QuantizeActivationSpec {
  readonly kind: 'quantizeActivation';
  readonly name: string;
  /** From 2 to 8; there are 2^bits values. */
  readonly bits: number;
  /** Weight decay of the bound (section 3.3); none where absent. */
  readonly decay?: number;
}

/** Where a bound begins in a net of random weights (section 4.1). */
const FIRST_BOUND = 10;

export const quantizeActivation: PlainRow<QuantizeActivationSpec> = {
  schema: createSchema<QuantizeActivationSpec>({
    kind: v.literal('quantizeActivation'),
    name: layerName,
    bits: integer({ min: 2, max: 8, what: 'the bits of an activation' }),
    decay: v.optional(number({ min: 0, max: 1, what: 'the decay of a bound' })),
  }),
  trace: ({ name, decay = 0 }, input) => ({
    output: input,
    tensors: [
      {
        name: `${name}/bound`,
        layer: name,
        role: 'quantizer',
        shape: [1],
        units: 1,
        training: { rate: 1, decay },
        initial: FIRST_BOUND,
      },
    ],
  }),
  units: { kind: 'kept', ofConstant: (value) => (value === 0 ? 0 : undefined) },
  bitsOf: ({ bits }) => bits,
  gain: 'next',
  shardImages: 128,
};
