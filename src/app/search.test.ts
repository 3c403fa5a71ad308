import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSearch, moveSearchIntoHash, readSearch, writeSearch } from './search.ts';

describe('what a link says', () => {
  it('keeps the words it knows and the page’s own parameters', () => {
    const raw = { lang: 'zh', theme: 'projector', beat: 'prune', sparsity: '0.9' };
    expect(checkSearch(raw)).toEqual({ search: raw, dropped: [] });
  });

  it('leaves out nonsense and says what', () => {
    const { search, dropped } = checkSearch({
      lang: 'klingon',
      theme: '<script>',
      'a b': '1',
      beat: 'x',
      empty: '',
    });
    expect(search).toEqual({ beat: 'x' });
    expect(dropped.map((each) => each.key)).toEqual(['lang', 'theme', 'a b']);
  });

  it('refuses enormous values and floods of parameters', () => {
    expect(checkSearch({ recipe: 'x'.repeat(100_000) }).dropped[0]?.text.length).toBeLessThan(50);
    const flood = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, '1']));
    expect(Object.keys(checkSearch(flood).search)).toHaveLength(48);
  });

  it('writes and reads back any texts', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ minLength: 1 }), {
          noNullPrototype: true,
        }),
        (search) => {
          expect(readSearch(writeSearch(search))).toEqual(search);
        },
      ),
    );
  });

  it('moves parameters in front of the hash behind it', () => {
    expect(moveSearchIntoHash('?lang=zh', '')).toBe('#/?lang=zh');
    expect(moveSearchIntoHash('?lang=zh', '#/bench?theme=dark')).toBe('#/bench?lang=zh&theme=dark');
    expect(moveSearchIntoHash('', '#/bench')).toBeNull();
  });
});
