import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/protocol/ledger.ts';
import type { KernelCut } from '../masks.ts';
import { checkBorder, checkLayerwise, checkRetrained } from './checks.ts';

function toLedger(nonZeros: number, wrong: number, fileBytes = 1000): Ledger {
  const layer = { layer: 'fc1', weights: 1000, nonZeros, macs: 1000, effectiveMacs: nonZeros, fileBytes };
  return { wrong, tested: 10000, fileBytes, layers: [{ ...layer, encoding: 'sparse' }] } as unknown as Ledger;
}

/** A first layer of 4 x 4 pixels and 2 neurons that keeps the given rows (pixels). */
function toFirstLayer(pixels: readonly number[]): KernelCut {
  const kept = Uint8Array.from({ length: 32 }, (_, index) =>
    pixels.includes(Math.floor(index / 2)) ? 1 : 0,
  );
  const values = Float32Array.from(kept);
  return {
    kernel: { layer: 'fc1', name: 'fc1/kernel', shape: [16, 2], values },
    kept,
    keptCount: pixels.length * 2,
    threshold: 0.5,
    deviation: 1,
  };
}

describe('exercise 1', () => {
  it('passes at 96 % gone and 20 more wrong, and not beyond either', () => {
    expect(checkRetrained(toLedger(1000, 136), toLedger(40, 156))).toMatchObject({
      hasPassed: true,
      key: 'cheap',
    });
    expect(checkRetrained(toLedger(1000, 136), toLedger(40, 157))).toMatchObject({
      hasPassed: false,
      key: 'tooWrong',
    });
    expect(checkRetrained(toLedger(1000, 136), toLedger(41, 136))).toMatchObject({
      hasPassed: false,
      key: 'tooDense',
    });
  });
});

describe('exercise 2', () => {
  it('asks for fewer wrong images in a file that is no larger', () => {
    const uniform = toLedger(100, 900, 5000);
    expect(checkLayerwise(uniform, toLedger(100, 899, 5000))).toMatchObject({
      hasPassed: true,
      key: 'better',
    });
    expect(checkLayerwise(uniform, toLedger(100, 900, 4000))).toMatchObject({
      hasPassed: false,
      key: 'notBetter',
    });
    expect(checkLayerwise(uniform, toLedger(100, 10, 5001))).toMatchObject({
      hasPassed: false,
      key: 'tooLarge',
    });
  });
});

describe('exercise 3', () => {
  it('asks for an empty frame and a net that still sees', () => {
    expect(checkBorder(toFirstLayer([5, 6, 9]), 236, 136)).toMatchObject({ hasPassed: true, key: 'border' });
    expect(checkBorder(toFirstLayer([5, 6, 9]), 237, 136)).toMatchObject({
      hasPassed: false,
      key: 'borderWrong',
    });
    expect(checkBorder(toFirstLayer([5, 4]), 136, 136)).toMatchObject({
      hasPassed: false,
      values: { onBorder: 2 },
    });
  });
});
