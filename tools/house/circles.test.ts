import { describe, expect, it } from 'vitest';
import { describeCircles, findFolderCircles } from './circles.mjs';

/** Modules by "file: imported file, imported file". */
const toModules = (...lines: readonly string[]) =>
  lines.map((line) => {
    const [source = '', imported = ''] = line.split(': ');
    return { source, dependencies: imported.split(', ').map((resolved) => ({ resolved })) };
  });

const listFolders = (...lines: readonly string[]) =>
  findFolderCircles(toModules(...lines)).map((edges) =>
    [...new Set(edges.map(({ folder }) => folder))].sort(),
  );

describe('findFolderCircles', () => {
  it('finds a circle of folders though no files make one', () => {
    expect(listFolders('src/a/x.ts: src/b/y.ts', 'src/b/z.ts: src/a/w.ts')).toEqual([['src/a', 'src/b']]);
  });

  it('finds a circle over three folders and files deep below them', () => {
    const lines = [
      'a/p/x.ts: a/q/deep/er/x.ts',
      'a/q/y.ts: a/r/y.ts',
      'a/r/s/t.ts: a/p/u/v.ts',
      'a/r/x.ts: a/o/x.ts',
    ];
    expect(listFolders(...lines)).toEqual([['a/p', 'a/q', 'a/r']]);
  });

  it('keeps two circles apart, and one level from another', () => {
    const lines = [
      'a/p/x.ts: a/q/x.ts',
      'a/q/y.ts: a/p/y.ts',
      'a/q/m/x.ts: a/q/n/x.ts',
      'a/q/n/y.ts: a/q/m/y.ts',
    ];
    expect(listFolders(...lines)).toEqual([
      ['a/p', 'a/q'],
      ['a/q/m', 'a/q/n'],
    ]);
  });

  it('is silent on folders that import downward, on files beside folders, and on tests', () => {
    expect(listFolders('a/p/x.ts: a/q/x.ts', 'a/q/y.ts: a/r/y.ts')).toEqual([]);
    expect(listFolders('a/entry.ts: a/p/x.ts', 'a/p/x.ts: a/settings.ts')).toEqual([]);
    expect(listFolders('a/p/x.ts: a/q/x.ts', 'a/q/x.test.ts: a/p/x.ts', 'a/q/y.test.tsx: a/p/x.ts')).toEqual(
      [],
    );
  });

  it('names the folders and an import of each', () => {
    const text = describeCircles(findFolderCircles(toModules('a/p/x.ts: a/q/x.ts', 'a/q/y.ts: a/p/y.ts')));
    expect(text).toContain('a/q -> a/p, for example a/q/y.ts -> a/p/y.ts');
  });
});
