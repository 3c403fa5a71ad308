import { describe, expect, it } from 'vitest';
import { checkSaved, checkSure, checkUnseen } from './checks.ts';

describe('the checks of the exercises', () => {
  it('want a sure answer softened, not a doubtful one', () => {
    expect(checkSure(1, 0.73)).toMatchObject({ hasPassed: false, key: 'close' });
    expect(checkSure(4, 0.98)).toMatchObject({ hasPassed: false, key: 'cold' });
    expect(checkSure(4, 0.6)).toMatchObject({ hasPassed: false, key: 'hot' });
    expect(checkSure(4, 0.731)).toMatchObject({ hasPassed: true, key: 'soft' });
  });

  it('want a fifth of the wrong images saved', () => {
    expect(checkSaved({ wrong: 100 }, { wrong: 81 })).toMatchObject({ hasPassed: false, key: 'tooLittle' });
    expect(checkSaved({ wrong: 100 }, { wrong: 80 })).toMatchObject({ hasPassed: true, key: 'saved' });
  });

  it('want another digit known, and the others not lost for it', () => {
    const [known, all] = [
      { right: 90, tested: 100 },
      { right: 900, tested: 1000 },
    ];
    expect(checkUnseen(3, known, all)).toMatchObject({ hasPassed: false, key: 'told' });
    expect(checkUnseen(5, { ...known, right: 69 }, all)).toMatchObject({ hasPassed: false, key: 'unknown' });
    expect(checkUnseen(5, known, { ...all, right: 849 })).toMatchObject({ hasPassed: false, key: 'costly' });
    expect(checkUnseen(5, known, all)).toMatchObject({ hasPassed: true, key: 'unseen' });
  });
});
