import { describe, expect, it } from 'vitest';
import { planChecks, readProse, readSpecs } from './changed.mjs';

/** Modules by "file: imported file, imported file". */
const toModules = (...lines: readonly string[]) =>
  lines.map((line) => {
    const [source = '', imported = ''] = line.split(': ');
    return { source, dependencies: imported.split(', ').map((resolved) => ({ resolved })) };
  });

const MODULES = toModules(
  'src/app/router.tsx: src/app/page/Home.tsx, src/app/page/Bench.tsx',
  'src/app/page/Bench.tsx: src/plots/lines.ts',
  'lessons/02-b/en.mdx: lessons/parts/part.ts',
  'lessons/01-a/figure.ts: src/plots/lines.ts',
  'src/plots/lines.test.ts: src/plots/lines.ts',
  'src/worker/engine.worker.ts: src/core/run.ts',
  'src/core/run.ts: src/math/sum.ts',
  'src/core/run.test.ts: src/core/run.ts',
  'lessons/01-a/prose.test.ts: tools/prose.ts',
  'e2e/first.spec.ts: src/recipe/link.ts',
);

const SPECS = [
  { name: 'first.spec.ts', text: "openPage(page, '/lessons/01-a')" },
  { name: 'second.spec.ts', text: "openPage(page, '/lessons/02-b')" },
  { name: 'bench.spec.ts', text: "openPage(page, '/bench')" },
  { name: 'pages.spec.ts', text: 'for (const address of PAGES)' },
];

const plan = (...files: readonly string[]) => planChecks([...files], MODULES, SPECS);

describe('what a change can have broken', () => {
  it('is what imports the file: its tests, and the specs of its pages, all in one', () => {
    expect(plan('src/plots/lines.ts')).toEqual({
      checks: ['dead', 'format', 'style', 'types-engine', 'types-page', 'types-tools', 'walls'],
      unit: ['src/plots/lines.test.ts'],
      specs: ['first.spec.ts', 'bench.spec.ts', 'pages.spec.ts'],
      pages: ['/bench', '/lessons/01-a'],
    });
  });

  it('is every page behind the worker', () => {
    const { unit, specs, pages } = plan('src/math/sum.ts');
    expect(unit).toEqual(['src/core/run.test.ts']);
    expect(specs).toHaveLength(SPECS.length);
    expect(pages).toEqual([]);
  });

  it('is the lesson for its prose, and what its prose imports', () => {
    for (const file of ['lessons/02-b/zh.mdx', 'lessons/parts/part.ts']) {
      expect(plan(file)).toMatchObject({
        specs: ['second.spec.ts', 'pages.spec.ts'],
        pages: ['/lessons/02-b'],
      });
    }
    expect(plan('lessons/02-b/zh.mdx').unit).toEqual(['lessons/02-b']);
  });

  it('is a spec for what it imports, and all of them for what they stand on', () => {
    expect(plan('src/recipe/link.ts').specs).toEqual(['first.spec.ts']);
    expect(plan('e2e/second.spec.ts')).toMatchObject({ unit: [], specs: ['second.spec.ts'] });
    expect(plan('package-lock.json')).toMatchObject({ unit: ['.'], specs: SPECS.map(({ name }) => name) });
  });

  it('is no page for what only its unit tests import', () => {
    expect(plan('tools/prose.ts')).toMatchObject({
      unit: ['lessons/01-a/prose.test.ts'],
      specs: [],
      pages: [],
    });
  });

  it('is no test for words about the house', () => {
    expect(plan('CHANGELOG.md')).toEqual({
      checks: ['dead', 'format', 'style'],
      unit: [],
      specs: [],
      pages: [],
    });
  });

  it('knows the specs and the prose of this house', () => {
    const specs = readSpecs();
    const lesson = specs.find(({ name }) => name === 'lesson-01.spec.ts');
    expect(lesson?.text).toContain("'/lessons/01-magnitude-pruning'");
    const prose = readProse().find(({ source }) => source === 'lessons/01-magnitude-pruning/en.mdx');
    expect(prose?.dependencies.length).toBeGreaterThan(0);
    const pages = ['lessons/01-magnitude-pruning/en.mdx'];
    expect(planChecks(pages, readProse(), specs).specs).toContain('lesson-01.spec.ts');
  });
});
