/**
 * Activations on an even grid of 2^bits values: value = step * (q - zero point) for whole q from 0. The grid
 * is one that training learns, from zero to a bound (PACT, Choi et al. 2018, arXiv 1805.06085), one that was
 * found from calibration images and stays (`static`), or one found anew for each image (`dynamic`; Jacob et
 * al. 2018, arXiv 1712.05877, section 3.1, has both kinds of range).
 */
import * as v from 'valibot';
import { GRID_SCHEMES, type GridScheme } from '../../math/lineargrid.ts';
import { choice, flag, integer, number } from '../rules.ts';
import type { TensorInfo } from '../tensors.ts';
import { createSchema, layerName, type PlainRow } from './row.ts';

export const ACTIVATION_RANGES = ['learnt', 'static', 'dynamic'] as const;

export interface QuantizeActivationSpec {
  readonly kind: 'quantizeActivation';
  readonly name: string;
  /** From 1 to 16; of one bit where zero is an end of the range, or has a zero point of its own. */
  readonly bits: number;
  /** Weight decay of a bound that learns (PACT, section 3.3); none where absent. */
  readonly decay?: number;
  /** How the grid is found; it learns where absent. */
  readonly range?: (typeof ACTIVATION_RANGES)[number];
  /**
   * Of a grid that does not learn; asymmetric where absent. The whole number 0 stays unused in a `restricted`
   * one.
   */
  readonly scheme?: GridScheme;
  /**
   * Whether training moves the step of a `static` grid towards that of what it sees, as an average (Jacob et
   * al., section 3.1).
   */
  readonly follows?: boolean;
}

/** Where a bound begins in a net of random weights (section 4.1). */
const FIRST_BOUND = 10;

/** One number of a quantizer: it learns by gradient where it has a decay of its own. */
const toInfo = (layer: string, name: string, initial: number, decay?: number): TensorInfo => ({
  name: `${layer}/${name}`,
  layer,
  role: 'quantizer',
  shape: [1],
  units: 1,
  training: decay === undefined ? { rate: 0, decay: 0 } : { rate: 1, decay },
  initial,
});

/** Tensors of a quantizer: its bound, or its step and the whole number that stands for zero. */
const TENSORS: {
  readonly [Range in (typeof ACTIVATION_RANGES)[number]]: (
    spec: QuantizeActivationSpec,
  ) => readonly TensorInfo[];
} = {
  learnt: ({ name, decay = 0 }) => [toInfo(name, 'bound', FIRST_BOUND, decay)],
  static: ({ name }) => [toInfo(name, 'step', 1), toInfo(name, 'zeroPoint', 0)],
  dynamic: () => [],
};

export const quantizeActivation: PlainRow<QuantizeActivationSpec> = {
  schema: createSchema<QuantizeActivationSpec>({
    kind: v.literal('quantizeActivation'),
    name: layerName,
    bits: integer({ min: 1, max: 16, what: 'the bits of an activation' }),
    decay: v.optional(number({ min: 0, max: 1, what: 'the decay of a bound' })),
    range: v.optional(choice(ACTIVATION_RANGES, 'how the range is found')),
    scheme: v.optional(choice(GRID_SCHEMES, 'the scheme')),
    follows: v.optional(flag('follows')),
  }),
  trace: (layer, input) => ({ output: input, tensors: TENSORS[layer.range ?? 'learnt'](layer) }),
  units: { kind: 'kept', ofConstant: (value) => (value === 0 ? 0 : undefined) },
  bitsOf: ({ bits }) => bits,
  gain: 'next',
  shardImages: 128,
};
