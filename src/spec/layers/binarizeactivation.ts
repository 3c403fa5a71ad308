/**
 * Activations of one bit: +1 where they are zero or more, else -1 (XNOR-Net, Rastegari et al. 2016, arXiv
 * 1603.05279, section 3.2).
 */
import * as v from 'valibot';
import { createSchema, type PlainRow } from './row.ts';

export interface BinarizeActivationSpec {
  readonly kind: 'binarizeActivation';
}

export const binarizeActivation: PlainRow<BinarizeActivationSpec> = {
  schema: createSchema<BinarizeActivationSpec>({ kind: v.literal('binarizeActivation') }),
  trace: (_, input) => ({ output: input }),
  units: { kind: 'kept', ofConstant: (value) => (value >= 0 ? 1 : -1) },
  bitsOf: () => 1,
  gain: 'next',
  shardImages: 128,
};
