import { describe, expect, it } from 'vitest';
import { countClasses } from './classcounts.ts';

describe('wrong images by class', () => {
  it('counts each class apart, and names what it is taken for from three times on', () => {
    const labels = Uint8Array.of(0, 0, 0, 0, 1, 1);
    const answers = Uint8Array.of(1, 1, 1, 0, 1, 0);
    const dense = Uint8Array.of(0, 0, 1, 0, 1, 1);
    expect(countClasses(['zero', 'one'], answers, labels, dense)).toEqual([
      { name: 'zero', tested: 4, wrong: 3, before: 1, mistakenFor: 'one' },
      { name: 'one', tested: 2, wrong: 1, before: 0, mistakenFor: null },
    ]);
  });

  it('counts an image without an answer as wrong', () => {
    const [zero] = countClasses(['zero'], Uint8Array.of(255), Uint8Array.of(0), null);
    expect(zero).toMatchObject({ wrong: 1, tested: 1 });
  });
});
