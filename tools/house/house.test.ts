import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listStaticFiles, weighFirstRoute } from './budget.mjs';
import { listCandidates } from './chromium.mjs';
import { areInstalled } from './dependencies.mjs';
import { ROOT } from './paths.mjs';
import { runChecks, summarize } from './runner.mjs';
import { isNewEnough } from './version.mjs';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'featherweight-house-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(path: string, content: unknown): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
}

describe('isNewEnough', () => {
  it.each([
    ['v20.19.0', true],
    ['v20.18.9', false],
    ['v18.20.0', false],
    ['v22.0.0', true],
    ['v9.99.0', false],
  ])('%s: %s', (version, expected) => {
    expect(isNewEnough(version)).toBe(expected);
  });
});

describe('areInstalled', () => {
  const a = { version: '1.0.0', integrity: 'sha512-a' };
  const lock = {
    packages: { '': {}, 'node_modules/a': a, 'node_modules/b': { version: '2.0.0', optional: true } },
  };

  it('is true when every package is there in its locked version, optional ones aside', async () => {
    await write('package-lock.json', lock);
    await write('node_modules/.package-lock.json', { packages: { 'node_modules/a': a } });
    await write('node_modules/a/package.json', '{}');
    expect(areInstalled(folder)).toBe(true);
  });

  it('is false with nothing installed, another version, or a folder that was deleted', async () => {
    await write('package-lock.json', lock);
    expect(areInstalled(folder)).toBe(false);
    await write('node_modules/.package-lock.json', { packages: { 'node_modules/a': a } });
    expect(areInstalled(folder)).toBe(false);
    await write('node_modules/a/package.json', '{}');
    await write('node_modules/.package-lock.json', {
      packages: { 'node_modules/a': { ...a, version: '1.0.1' } },
    });
    expect(areInstalled(folder)).toBe(false);
  });
});

describe('package-lock.json', () => {
  it('names the optional packages of every platform, without which `npm ci` refuses it', async () => {
    const { packages } = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const isLocked = (folder: string, name: string): boolean => {
      if (packages[`${folder && `${folder}/`}node_modules/${name}`]) return true;
      return (
        folder !== '' && isLocked(folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/'))), name)
      );
    };
    const missing = Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isLocked(folder, name)),
    );
    expect(missing).toEqual([]);
  });
});

describe('weighFirstRoute', () => {
  const manifest = {
    'index.html': {
      file: 'assets/index.js',
      isEntry: true,
      imports: ['_shared.js'],
      dynamicImports: ['lesson.tsx'],
    },
    '_shared.js': { file: 'assets/shared.js', imports: ['_shared.js'] },
    'lesson.tsx': { file: 'assets/lesson.js' },
  };

  it('follows static imports and leaves lazy ones out', () => {
    expect(listStaticFiles(manifest)).toEqual(['assets/index.js', 'assets/shared.js']);
  });

  it('weighs what is sent, and finds tfjs', async () => {
    await write('.vite/manifest.json', manifest);
    await write('assets/index.js', 'console.log(1)');
    await write('assets/shared.js', 'console.log(2)');
    const fine = weighFirstRoute(folder);
    expect(fine.problems).toEqual([]);
    expect(fine.sizeBytes).toBeGreaterThan(40);
    await write('assets/shared.js', 'const kernel="FusedBatchNorm"');
    expect(weighFirstRoute(folder).problems).toEqual(['assets/shared.js contains tfjs ("FusedBatchNorm")']);
  });

  it('refuses a route over the budget, and a build that is not there', async () => {
    expect(weighFirstRoute(folder).problems[0]).toContain('build first');
    await write('.vite/manifest.json', manifest);
    let noise = '';
    for (let i = 1; noise.length < 600_000; i++) noise += Math.sin(i).toString(36);
    await write('assets/index.js', noise);
    await write('assets/shared.js', '');
    expect(weighFirstRoute(folder).problems[0]).toMatch(/^the first route takes \d+ bytes/);
  });
});

describe('listCandidates', () => {
  it('puts the named browser first, then those on the path', () => {
    const found = listCandidates({ CHROME_PATH: '/opt/chrome', PATH: '/a:/b' }, 'linux');
    expect(found.slice(0, 3)).toEqual(['/opt/chrome', '/a/chromium', '/b/chromium']);
    expect(listCandidates({}, 'darwin')[0]).toContain('/Applications/');
    expect(listCandidates({ PROGRAMFILES: 'C:\\P' }, 'win32')[0]).toContain('chrome.exe');
  });
});

describe('runChecks', () => {
  const check = (name: string, passed: boolean, changes = {}) => ({
    name,
    title: name,
    after: [] as string[],
    isAlone: false,
    run: async () => ({ passed, output: passed ? '' : `${name} broke` }),
    ...changes,
  });

  it('goes on after a failure, but not with what builds on it', async () => {
    const lines: string[] = [];
    const results = await runChecks(
      [
        check('alone', true, {
          isAlone: true,
          after: ['first'],
          run: () => Promise.reject(new Error('was run')),
        }),
        check('first', false),
        check('second', true),
      ],
      (line) => lines.push(line),
    );
    expect(results.map(({ check: { name }, outcome }) => [name, outcome.passed])).toEqual([
      ['first', false],
      ['second', true],
      ['alone', false],
    ]);
    expect(lines.join('\n')).toContain('    first broke');
    expect(lines.join('\n')).toContain('not run, because this failed: first');
  });

  it('counts tests where there are tests, and a check that throws as failed', async () => {
    const counted = (passed: boolean, counts: object) => async () => ({ passed, output: '', counts });
    const results = await runChecks(
      [
        check('unit', true, { run: counted(true, { passed: 40, failed: 0, skipped: 2 }) }),
        check('e2e', true, { run: counted(false, { passed: 5, failed: 3, skipped: 0 }) }),
        check('crash', true, { run: () => Promise.reject(new Error('gone')) }),
        check('types', true),
      ],
      () => undefined,
    );
    expect(summarize(results).at(-1)).toBe('46 passed, 4 failed, 2 skipped');
  });
});
