import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countOnes, multiplySigns, multiplyTernary, packSigns, packTernary } from './binaryproduct.ts';

const multiply = (left: readonly number[], right: readonly number[]) =>
  left.reduce((sum, value, at) => sum + value * right[at]!, 0);
const pairOf = <T>(value: fc.Arbitrary<T>) =>
  fc
    .array(fc.tuple(value, value), { maxLength: 200 })
    .map((pairs) => [pairs.map(([left]) => left), pairs.map(([, right]) => right)]);

describe('countOnes', () => {
  it('counts as one does on paper', () => {
    expect([0, 1, 0b1011, 0x80000000, 0xffffffff, -1].map(countOnes)).toEqual([0, 1, 3, 1, 32, 32]);
    const slow = (word: number) => [...(word >>> 0).toString(2)].filter((bit) => bit === '1').length;
    fc.assert(fc.property(fc.integer(), (word) => countOnes(word) === slow(word)));
  });
});

describe('multiplySigns', () => {
  it('gives the worked case: four of six places differ, so 6 - 2 * 4 = -2', () => {
    const left = packSigns([1, -1, 1, -1, 1, 1]);
    const right = packSigns([1, 1, -1, 1, 1, -1]);
    expect([left[0], right[0]]).toEqual([0b110101, 0b011011]);
    expect(countOnes(left[0]! ^ right[0]!)).toBe(4);
    expect(multiplySigns(left, right, 6)).toBe(-2);
  });

  it('is the product of the numbers, whatever the length', () => {
    fc.assert(
      fc.property(pairOf(fc.constantFrom(-1, 1)), ([left, right]) => {
        expect(multiplySigns(packSigns(left!), packSigns(right!), left!.length)).toBe(
          multiply(left!, right!),
        );
      }),
    );
  });

  it('takes zero for plus, and refuses another number of words', () => {
    expect([...packSigns([0, -0, -1e-40])]).toEqual([0b011]);
    expect(() => multiplySigns(new Uint32Array(1), new Uint32Array(2), 33)).toThrow(
      'vectors need 2 words, got 1 and 2',
    );
  });
});

describe('multiplyTernary', () => {
  it('is the product of the numbers, zeros among them', () => {
    fc.assert(
      fc.property(pairOf(fc.constantFrom(-1, 0, 1)), ([left, right]) => {
        expect(multiplyTernary(packTernary(left!), packTernary(right!))).toBe(multiply(left!, right!));
      }),
    );
  });

  it('agrees with signs alone where nothing is zero', () => {
    const [left, right] = [
      [1, -1, 1, -1, 1, 1],
      [1, 1, -1, 1, 1, -1],
    ];
    expect(multiplyTernary(packTernary(left!), packTernary(right!))).toBe(-2);
  });
});
