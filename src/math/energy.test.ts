import { describe, expect, it } from 'vitest';
import { estimateEnergy, estimateReading, OPERATION_PJ, READ_PJ, sumEnergy, toMacKind } from './energy.ts';

describe('the 45 nm table', () => {
  it('holds the ratios that Han et al. 2016 (EIE, section 1) quote: a read from DRAM is 128 from SRAM', () => {
    expect(READ_PJ.dram / READ_PJ.sram).toBe(128);
    expect(READ_PJ.dram / OPERATION_PJ.add.int32).toBe(6400);
  });
});

describe('toMacKind', () => {
  it('takes whole numbers only where weights and inputs both are', () => {
    expect(toMacKind(8, 8)).toBe('int8');
    expect(toMacKind(4, 2)).toBe('int8');
    expect(toMacKind(4, 9)).toBe('int32');
    expect(toMacKind(undefined, 8)).toBe('float32');
    expect(toMacKind(8, undefined)).toBe('float32');
  });
});

describe('estimateEnergy', () => {
  it('weighs LeNet-300-100 by hand: 266,200 MACs at 3.7 + 0.9 pJ, 1,066,440 bytes from DRAM', () => {
    const energy = estimateEnergy([{ macs: 266_200, kind: 'float32' }], 1_066_440);
    expect(energy.arithmeticPj).toBeCloseTo(1_224_520, 6);
    expect(energy.memoryPj).toBe(266_610 * 640);
    expect(energy.memory).toBe('dram');
    expect(sumEnergy(energy)).toBeCloseTo(1_224_520 + 170_630_400, 6);
  });

  it('adds up layers by kind, and reads from the chip what fits into 32 KiB', () => {
    const work = [
      { macs: 100, kind: 'int8' },
      { macs: 10, kind: 'int32' },
      { macs: 1, kind: 'float32' },
    ] as const;
    const fits = estimateEnergy(work, 32_768);
    // 100 x (0.2 + 0.1) + 10 x (3.1 + 0.1) + 4.6
    expect(fits.arithmeticPj).toBeCloseTo(66.6, 9);
    expect(fits.memoryPj).toBe(8192 * 5);
    expect(fits.memory).toBe('sram');
    expect(estimateEnergy(work, 32_769)).toMatchObject({ memory: 'dram', memoryPj: 8193 * 640 });
  });

  it('weighs LeNet-300-100 after Deep Compression by hand: 21,776 MACs, 26,346 bytes on the chip', () => {
    // The layers keep 8 %, 9 % and 26 % of their weights: 18,816 + 2,700 + 260 = 21,776 products.
    // 21,776 x 4.6 pJ = 100,169.6 pJ. 26,346 bytes are 6,586.5 words, so 6,587 are read: 32,935 pJ.
    const work = [235_200 * 0.08, 30_000 * 0.09, 1_000 * 0.26].map((macs) => ({
      ...{ macs, kind: 'float32' as const },
    }));
    const energy = estimateEnergy(work, 26_346);
    expect(energy.arithmeticPj).toBeCloseTo(100_169.6, 6);
    expect(energy.memoryPj).toBe(32_935);
    expect(sumEnergy(energy)).toBeCloseTo(133_104.6, 6);
    // Dense it was 1,224,520 + 170,630,400 pJ: about 1,291 times as much.
    expect((1_224_520 + 170_630_400) / sumEnergy(energy)).toBeCloseTo(1291.1, 1);
  });

  it('reads from the chip whatever fits into the memory that it is given', () => {
    expect(estimateReading(1_000_000, 2 ** 20)).toEqual({ memory: 'sram', memoryPj: 250_000 * 5 });
    expect(estimateReading(1_000_000, 999_999)).toEqual({ memory: 'dram', memoryPj: 250_000 * 640 });
  });
});
