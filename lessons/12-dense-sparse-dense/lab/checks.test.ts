import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/protocol/ledger.ts';
import { comparePairs } from '../../parts/pairs.ts';
import { checkSigns, checkSparse, checkSure } from './checks.ts';

const toLedger = (wrong: number, nonZeros: number) =>
  ({ wrong, layers: [{ weights: 1000, nonZeros }] }) as unknown as Ledger;

describe('the checks of the exercises', () => {
  it('want most weights gone, and no more images wrong', () => {
    const dense = toLedger(700, 1000);
    expect(checkSparse(dense, toLedger(690, 700))).toMatchObject({ hasPassed: false, key: 'tooFull' });
    expect(checkSparse(dense, toLedger(701, 200))).toMatchObject({ hasPassed: false, key: 'worse' });
    expect(checkSparse(dense, toLedger(700, 200))).toMatchObject({ hasPassed: true, key: 'sparse' });
  });

  it('want the signs back', () => {
    expect(checkSigns(0.6)).toMatchObject({ hasPassed: false, key: 'forgotten' });
    expect(checkSigns(0.97)).toMatchObject({ hasPassed: true, key: 'remembered' });
  });

  it('want five pairs that leave no doubt of twenty images', () => {
    const toPairs = (differences: readonly number[]) =>
      comparePairs(differences.map((each, seed) => ({ seed, first: 500 + each, second: 500 })));
    expect(checkSure(null, 0)).toMatchObject({ hasPassed: false, key: 'noPairs' });
    expect(checkSure(toPairs([5, 6, 7]), 3)).toMatchObject({ hasPassed: false, key: 'tooFew' });
    expect(checkSure(toPairs([5, -6, 7, 1, 0]), 5)).toMatchObject({ hasPassed: false, key: 'open' });
    expect(checkSure(toPairs([5, 6, 7, 5, 6]), 5)).toMatchObject({ hasPassed: false, key: 'open' });
    expect(checkSure(toPairs([25, 26, 27, 25, 26]), 5)).toMatchObject({ hasPassed: true, key: 'hurts' });
    expect(checkSure(toPairs([-25, -26, -27, -25, -26]), 5)).toMatchObject({ hasPassed: true, key: 'helps' });
  });
});
