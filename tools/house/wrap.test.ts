import { describe, expect, it } from 'vitest';
import { WIDTH, wrapComments } from './wrap.mjs';

const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(' ');

describe('wrapComments', () => {
  it('makes a block of a long line, keeps its words and their order, and its indent', () => {
    const wrapped = wrapComments(`  /** ${words(40)} */\n  f();\n`);
    expect(wrapped.split('\n').every((line) => line.length <= WIDTH)).toBe(true);
    expect(wrapped.match(/word\d+/g)?.join(' ')).toBe(words(40));
    expect(wrapped).toMatch(/^ {2}\/\*\*\n {3}\* word0 /);
    expect(wrapped).toMatch(/\n {3}\*\/\n {2}f\(\);\n$/);
  });

  it('wraps the paragraph that is too long and no other', () => {
    const short = '/**\n * a\n * b\n *\n';
    const wrapped = wrapComments(`${short} * ${words(30)}\n */\n`);
    expect(wrapped.startsWith(short)).toBe(true);
    expect(wrapped.split('\n')).toHaveLength(8);
  });

  it('hangs tags and items, and fills up runs of slashes', () => {
    expect(wrapComments(`/**\n * @param x ${words(20)}\n */`).split('\n')[2]).toMatch(/^ \* {3}word/);
    expect(wrapComments(`  // ${words(30)}\n  // more\n`)).toMatch(/word29 more\n$/);
  });

  it('leaves short comments, code, and comments beside code', () => {
    const text = `/** a */\nconst b = '${'/* '.repeat(60)}';\n/** ${words(30)} */ f();\n// biome-ignore x: ${words(20)}\n`;
    expect(wrapComments(text)).toBe(text);
  });

  it('is at its end after once', () => {
    const once = wrapComments(`/**\n * ${words(50)}\n *\n * - ${words(30)}\n */\n`);
    expect(wrapComments(once)).toBe(once);
  });
});
