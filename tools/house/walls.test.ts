/** The import walls hold. Builds a small house with one wrong import at a time and lets the checker at it. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, toPath } from './paths.mjs';

/** A file, what it wrongly imports, and the rule that must say so. */
const WRONG: readonly (readonly [file: string, imported: string, rule: string])[] = [
  ['src/math/a.ts', '../recipe/ok.ts', 'wall-math'],
  ['src/math/b.ts', '@tensorflow/tfjs-core', 'packages-math'],
  ['src/recipe/a.ts', '../core/ok.ts', 'wall-recipe'],
  ['src/protocol/a.ts', '../worker/ok.ts', 'wall-protocol'],
  ['src/kernels/a.ts', '../core/ok.ts', 'wall-kernels'],
  ['src/data/a.ts', '../core/ok.ts', 'wall-data'],
  ['src/core/a.ts', '../worker/ok.ts', 'wall-core'],
  ['src/core/b.ts', 'react', 'packages-core'],
  ['src/core/c.ts', 'node:fs', 'no-node'],
  ['src/worker/a.ts', '../client/ok.ts', 'wall-worker'],
  ['src/client/a.ts', '../worker/ok.ts', 'wall-client'],
  ['src/state/a.ts', '../core/ok.ts', 'wall-state'],
  ['src/state/b.ts', '@tensorflow/tfjs-core', 'packages-state'],
  ['src/plots/a.ts', '../state/ok.ts', 'wall-plots'],
  ['src/plots/b.ts', 'react-aria-components', 'packages-plots'],
  ['src/ui/a.ts', '../state/ok.ts', 'wall-ui'],
  ['src/app/a.ts', '../client/ok.ts', 'wall-app'],
  ['lessons/one/a.ts', '../../src/core/ok.ts', 'wall-lessons'],
  ['lessons/one/b.ts', '../../src/client/ok.ts', 'wall-lessons'],
  ['lessons/one/c.ts', '../two/ok.ts', 'wall-lessons'],
  ['lessons/parts/a.ts', '../two/ok.ts', 'wall-parts'],
  ['lessons/parts/b.ts', '../../src/core/ok.ts', 'wall-lessons'],
  ['src/state/c.ts', '../../recipes/ok.ts', 'wall-state'],
  ['src/math/d.ts', './missing.ts', 'no-unresolved'],
];

/** What must pass. */
const RIGHT: readonly (readonly [file: string, imported: string])[] = [
  ['src/core/r.ts', '../math/ok.ts'],
  ['src/worker/r.ts', '../core/ok.ts'],
  ['src/math/r.test.ts', '../core/ok.ts'],
  ['lessons/one/r.ts', '../../src/ui/ok.ts'],
  ['lessons/one/s.ts', './ok.ts'],
  ['lessons/one/t.ts', '../parts/ok.ts'],
  ['lessons/one/u.ts', '../../recipes/ok.ts'],
  ['src/app/r.ts', '../../lessons/one/ok.ts'],
  ['src/app/s.ts', '../../recipes/ok.ts'],
];

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

let folder: string;
let violations: readonly Violation[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'featherweight-walls-'));
  const write = async (file: string, text: string) => {
    await mkdir(join(folder, dirname(file)), { recursive: true });
    await writeFile(join(folder, file), text);
  };
  const rooms = [...new Set([...WRONG, ...RIGHT].map(([file]) => dirname(file))), 'lessons/two', 'recipes'];
  await Promise.all(rooms.map((room) => write(`${room}/ok.ts`, 'export const ok = true;\n')));
  await Promise.all([...WRONG, ...RIGHT].map(([file, imported]) => write(file, `import '${imported}';\n`)));
  await symlink(toPath('node_modules'), join(folder, 'node_modules'), 'junction');
  await write('.dependency-cruiser.cjs', await readFile(toPath('.dependency-cruiser.cjs'), 'utf8'));
  await write('tsconfig.base.json', await readFile(toPath('tsconfig.base.json'), 'utf8'));
  const cruise = toPath('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  // The checker ends with the number of violations.
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [cruise, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src', 'lessons'],
    { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
  ).catch((failed: { stdout: string }) => failed);
  violations = (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the import walls', () => {
  it.each(WRONG)('%s may not import %s', (file, _, rule) => {
    expect(violations.filter(({ from }) => from === file).map((each) => each.rule.name)).toContain(rule);
  });

  it.each(RIGHT)('%s may import %s', (file) => {
    expect(violations.filter(({ from }) => from === file)).toEqual([]);
  });
});

describe("a lesson's prose", () => {
  it('imports what a lesson may import', async () => {
    const lessons = join(ROOT, 'lessons');
    const prose = (await readdir(lessons, { recursive: true })).filter((file) => file.endsWith('.mdx'));
    expect(prose.length).toBeGreaterThan(0);
    for (const file of prose) {
      const text = await readFile(join(lessons, file), 'utf8');
      for (const [, imported = ''] of text.matchAll(/^(?:import|export) .*?from ['"](.*?)['"]/gms)) {
        expect(imported, file).toMatch(
          /^(\.\/|\.\.\/parts\/|\.\.\/\.\.\/src\/(state|plots|ui|math|recipe|protocol)\/)/,
        );
      }
    }
  });
});
