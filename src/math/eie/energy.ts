/**
 * Where the joules of one layer's product go, and what each of EIE's four savings takes off: the weights lie
 * in SRAM instead of DRAM, only those that are not zero are read, a code of 4 bits stands for each, and
 * columns whose activation is zero are left out (Han et al. 2016, arXiv 1602.01528, section I: factors of
 * 120, 10, 8 and 3). Energies of 45 nm (`energy.ts`).
 *
 * Left out on purpose: activations on their way, pointers, queues, leakage.
 */
import { OPERATION_PJ, READ_PJ } from '../energy.ts';

export const SAVINGS = ['sram', 'sparse', 'shared', 'skip'] as const;
export type Saving = (typeof SAVINGS)[number];
export type Savings = Readonly<Record<Saving, boolean>>;

/** As the paper counts each. */
export const PAPER_FACTORS: Readonly<Record<Saving, number>> = { sram: 120, sparse: 10, shared: 8, skip: 3 };

/** What there is to count in a layer, for one vector of activations. */
export interface LayerCounts {
  readonly weights: number;
  /** Weights that are not zero. */
  readonly kept: number;
  /** Entries of the sparse form, fillers among them. */
  readonly entries: number;
  /** Of all columns, those whose activation is not zero. */
  readonly activeShare: number;
  /** Entries in those columns, fillers among them. */
  readonly activeEntries: number;
}

const WORD_BITS = 32;
const CODE_BITS = 4;
const INDEX_BITS = 4;
/** A product of sixteen bits costs so many times less than one of float32 (section VII). */
export const FIXED_FACTOR = 6.2;
const MAC_PJ = {
  float32: OPERATION_PJ.multiply.float32 + OPERATION_PJ.add.float32,
  fixed16: OPERATION_PJ.multiply.float32 / FIXED_FACTOR + OPERATION_PJ.add.int16,
};

export interface LayerEnergy {
  readonly readPj: number;
  readonly arithmeticPj: number;
  /** Weights or entries that are read. */
  readonly reads: number;
  /** Bits of each, with what says where it stands. */
  readonly bits: number;
}

/**
 * Each weight that is read is multiplied and added once: in float32, or in the sixteen bits that a shared
 * value has on the machine.
 */
export function estimateLayer(counts: LayerCounts, savings: Savings): LayerEnergy {
  const { weights, entries, activeEntries, activeShare } = counts;
  const reads = savings.sparse
    ? savings.skip
      ? activeEntries
      : entries
    : weights * (savings.skip ? activeShare : 1);
  const bits = (savings.shared ? CODE_BITS : WORD_BITS) + (savings.sparse ? INDEX_BITS : 0);
  const wordPj = READ_PJ[savings.sram ? 'sram' : 'dram'];
  return {
    readPj: ((reads * bits) / WORD_BITS) * wordPj,
    arithmeticPj: reads * MAC_PJ[savings.shared ? 'fixed16' : 'float32'],
    reads,
    bits,
  };
}

export const sumLayer = ({ readPj, arithmeticPj }: LayerEnergy): number => readPj + arithmeticPj;

/**
 * How many times fewer joules, with the savings taken in their order up to each: the first alone, the first
 * two, and so on.
 */
export function listGains(
  counts: LayerCounts,
): readonly { readonly saving: Saving; readonly factor: number }[] {
  let savings: Savings = { sram: false, sparse: false, shared: false, skip: false };
  return SAVINGS.map((saving) => {
    const before = sumLayer(estimateLayer(counts, savings));
    savings = { ...savings, [saving]: true };
    return { saving, factor: before / sumLayer(estimateLayer(counts, savings)) };
  });
}
