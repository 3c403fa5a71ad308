import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countGapCodes, countGapSymbols, decodeRuns, encodeRuns, listRuns } from './gapcode.ts';

const cells = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constant(-1) }, { weight: 1, arbitrary: fc.nat(5) }), {
    maxLength: 200,
  })
  .map((list) => Int32Array.from(list));

describe('gap codes', () => {
  it('are worked out by hand: runs of 2, 0, 7 and 3 zeros in codes of two bits', () => {
    const runs = listRuns(Int32Array.of(-1, -1, 5, 0, -1, -1, -1, -1, -1, -1, -1, 1, -1, -1, -1, 2, -1));
    expect([...runs]).toEqual([2, 0, 7, 3]);
    // 3 stands for three zeros and no weight: 7 = 3 + 3 + 1, and 3 = 3 + 0.
    expect([...encodeRuns(runs, 2)]).toEqual([2, 0, 3, 3, 1, 3, 0]);
    expect([...countGapSymbols(runs, 2)]).toEqual([2, 1, 1, 3]);
    // With one bit, 1 is a zero and 0 is a weight.
    expect([...encodeRuns(Uint32Array.of(2, 0), 1)]).toEqual([1, 1, 0, 0]);
  });

  it('lead back to every position, at any width', () => {
    fc.assert(
      fc.property(cells, fc.constantFrom(1, 2, 3, 4, 5, 8, 10), (list, bits) => {
        const runs = listRuns(list);
        const codes = encodeRuns(runs, bits);
        expect(codes.length).toBe(countGapCodes(runs, bits));
        const counts = new Uint32Array(2 ** bits);
        for (const code of codes) counts[code]!++;
        expect(countGapSymbols(runs, bits)).toEqual(counts);
        let at = 0;
        const positions = decodeRuns(() => codes[at++]!, bits, runs.length, list.length);
        expect([...positions]).toEqual([...list.keys()].filter((i) => list[i]! >= 0));
        expect(at).toBe(codes.length);
      }),
    );
  });

  it('are refused where they lead outside, after no more codes than positions', () => {
    let asked = 0;
    const skips = () => {
      asked++;
      return 1;
    };
    expect(() => decodeRuns(skips, 1, 1, 50)).toThrow('entry 0 lies at position 50 of 50');
    expect(asked).toBe(50);
    expect(() => decodeRuns(() => 0, 4, 51, 50)).toThrow('51 weights do not fit into 50 positions');
    expect([...encodeRuns(Uint32Array.of(65535, 65534), 16)]).toEqual([65535, 0, 65534]);
    expect(() => encodeRuns(new Uint32Array(1), 17)).toThrow('from 1 to 16, got 17');
  });
});
