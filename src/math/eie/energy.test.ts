import { describe, expect, it } from 'vitest';
import { estimateLayer, listGains, PAPER_FACTORS, type Savings, sumLayer } from './energy.ts';

const counts = { weights: 1000, kept: 100, entries: 120, activeShare: 0.25, activeEntries: 30 };
const none: Savings = { sram: false, sparse: false, shared: false, skip: false };
const all: Savings = { sram: true, sparse: true, shared: true, skip: true };

describe('the joules of a layer', () => {
  it('by hand: a thousand weights of 32 bits from DRAM, 640 pJ each, and 4.6 pJ for each product and sum', () => {
    expect(estimateLayer(counts, none)).toMatchObject({ reads: 1000, bits: 32, readPj: 640_000 });
    expect(estimateLayer(counts, none).arithmeticPj).toBeCloseTo(4600, 6);
  });

  it('by hand: thirty entries of eight bits from SRAM, 1.25 pJ each', () => {
    expect(estimateLayer(counts, all)).toMatchObject({ reads: 30, bits: 8, readPj: 37.5 });
    // 3.7 / 6.2 + 0.05 = 0.6468 pJ for each product and sum of sixteen bits.
    expect(estimateLayer(counts, all).arithmeticPj).toBeCloseTo(19.403, 3);
  });

  it('counts no place beside a weight of a dense matrix, and leaves out columns there, too', () => {
    expect(estimateLayer(counts, { ...none, shared: true, skip: true })).toMatchObject({
      reads: 250,
      bits: 4,
    });
  });

  it('has gains, one on top of the other, that multiply to the whole', () => {
    const product = listGains(counts).reduce((sum, { factor }) => sum * factor, 1);
    expect(product).toBeCloseTo(
      sumLayer(estimateLayer(counts, none)) / sumLayer(estimateLayer(counts, all)),
      6,
    );
  });

  it('stands beside the paper’s factors, whose product is 28,800', () => {
    expect(Object.values(PAPER_FACTORS).reduce((product, factor) => product * factor, 1)).toBe(28_800);
  });
});
