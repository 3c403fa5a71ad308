import { describe, expect, it } from 'vitest';
import { compareWithKnown, findTooLong } from './style.mjs';

const long = 'x'.repeat(111);
const lines = (count: number) => Array.from({ length: count }, (_, index) => `  f(${index});`).join('\n');
const list = (name: string, text: string) =>
  findTooLong(name, text).map(({ kind, line }) => `${kind} ${line}`);

describe('findTooLong', () => {
  it('finds comment lines over 110 columns, in blocks, behind slashes and in style sheets', () => {
    expect(list('a.ts', `/**\n * ${long}\n * short\n */\n// ${long}\nf();\n`)).toEqual([
      'comment 2',
      'comment 5',
    ]);
    expect(list('a.css', `/* ${long} */\n.a {\n  color: red;\n}\n`)).toEqual(['comment 1']);
    expect(list('a.tsx', `const A = () => (\n  <p>\n    {/* ${long} */}\n  </p>\n);\n`)).toEqual([
      'comment 3',
    ]);
  });

  it('leaves code to the formatter, and takes exactly 110 columns', () => {
    expect(list('a.ts', `const text = '${long}';\n// ${'x'.repeat(107)}\n`)).toEqual([]);
  });

  it('finds functions over 60 lines of any form, but no group of tests', () => {
    expect(list('a.ts', `function a() {\n${lines(59)}\n}\n`)).toEqual(['function 1']);
    expect(list('a.ts', `function a() {\n${lines(58)}\n}\n`)).toEqual([]);
    expect(list('a.ts', `f();\nexport const a = () => {\n${lines(60)}\n};\n`)).toEqual(['function 2']);
    expect(list('a.ts', `class A {\n  b() {\n${lines(60)}\n  }\n}\n`)).toEqual(['function 2']);
    expect(list('a.test.ts', `describe('a', () => {\n${lines(60)}\n});\n`)).toEqual([]);
  });

  it('finds files over 300 lines', () => {
    expect(list('a.ts', `${lines(301)}\n`)).toEqual(['file 1']);
    expect(list('a.ts', `${lines(300)}\n`)).toEqual([]);
  });
});

describe('compareWithKnown', () => {
  const found = [1, 2].map((line) => ({
    file: 'src/a/b/c.ts',
    kind: 'comment' as const,
    line,
    text: '120 columns',
  }));

  it('complains of more than known in a folder, with each place', () => {
    const { problems } = compareWithKnown(found, { 'src/a': { comment: 1 } });
    expect(problems).toHaveLength(3);
    expect(problems[0]).toMatch(/^src\/a: 2 of kind comment/);
    expect(compareWithKnown(found, {}).problems).toHaveLength(3);
  });

  it('says where there is less than known', () => {
    expect(compareWithKnown(found, { 'src/a': { comment: 2 } })).toEqual({ problems: [], mended: [] });
    expect(compareWithKnown(found, { 'src/a': { comment: 5 } })).toEqual({
      problems: [],
      mended: ['src/a comment 2'],
    });
  });
});
