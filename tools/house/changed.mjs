/**
 * What a change can have broken: `node tools/test.mjs changed`. The changed files are those that differ from
 * where this branch left `main`. What imports them, at any distance, is found in dependency-cruiser's graph;
 * what it cannot see (prose, data read from disk, workers, lazily loaded pages) stands in the tables here. In
 * doubt a table says more rather than less.
 */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { promisify } from 'node:util';
import { ROOT, toPath } from './paths.mjs';

/** @typedef {import('./circles.mjs').Module} Module */
/** @typedef {{ name: string, text: string }} Spec */
/** @typedef {{ checks: string[], unit: string[], specs: string[], pages: string[] }} Plan */

/** Everything: what decides how the lab is built, typed or tested. */
const EVERYTHING =
  /^(package(-lock)?\.json|tsconfig.*|(vite|vitest|playwright)\.config\.ts|index\.html|src\/testing\/.*)$/;

const UNIT_TEST = /\.test\.tsx?$/;

/**
 * Checks beside the tests, by what has changed. Formatting, lint and dead code are always looked at: they
 * take no file alone.
 *
 * @type {[pattern: RegExp, checks: string[]][]}
 */
const CHECKS = [
  [/./, ['format', 'style', 'dead']],
  [/\.(ts|tsx|mjs|json)$/, ['types-engine', 'types-page', 'types-tools']],
  [/^(src|lessons)\/.*\.tsx?$|^\.dependency-cruiser\.cjs$/, ['walls']],
];

/**
 * Unit tests that read a file without importing it, by folder or file.
 *
 * @type {[pattern: RegExp, tests: (match: RegExpMatchArray) => string][]}
 */
const UNIT_BY_FILE = [
  [/^(lessons\/[^/]+)\//, ([, folder = '']) => folder],
  [/^recipes\//, () => 'lessons'],
  [/^public\/models\//, () => 'src/core'],
  [/^src\/kernels\/assembly\//, () => 'src/kernels'],
  [/^tools\/.*\.mjs$|^\.dependency-cruiser\.cjs$/, () => 'tools/house'],
];

/**
 * Pages by a file that each of them is built on. A file that is not one of these counts by what imports it.
 *
 * @type {[pattern: RegExp, pages: (match: RegExpMatchArray) => string][]}
 */
const PAGES_BY_FILE = [
  [/^src\/app\/page\/Home\.tsx$/, () => '/'],
  [/^(src\/app\/page\/Bench\.tsx$|recipes\/)/, () => '/bench'],
  [/^src\/app\/page\/GalleryPage\.tsx$/, () => '/gallery'],
  [/^src\/app\/page\/Settings\.tsx$/, () => '/settings'],
  [/^lessons\/(\d[^/]+)\//, ([, slug = '']) => `/lessons/${slug}`],
  [/^lessons\/[^/]+\/meta\.ts$/, () => '/'],
];

/** On every page: the shell, the reader's frame of all lessons, the engine. */
const EVERY_PAGE =
  /^(src\/app\/(main\.tsx|router\.tsx|shell\/Shell\.tsx|page\/Lesson\.tsx)|src\/worker\/[^/]+\.worker\.ts|src\/kernels\/assembly\/.*|public\/.*)$/;

/**
 * Files that differ from where this branch left main, those that git does not know yet among them.
 *
 * @returns {Promise<string[]>}
 */
export async function listChangedFiles() {
  const git = async (/** @type {string[]} */ ...args) =>
    (await promisify(execFile)('git', args, { cwd: ROOT })).stdout.split('\n').filter(Boolean);
  const [base = 'HEAD'] = await git('merge-base', 'HEAD', 'main').catch(() =>
    git('merge-base', 'HEAD', 'origin/main'),
  );
  return [
    ...(await git('diff', '--name-only', base)),
    ...(await git('ls-files', '--others', '--exclude-standard')),
  ];
}

/**
 * @param {string[]} files that have changed
 * @param {Module[]} modules of the lab, its tools and its tests
 * @param {Spec[]} specs the end-to-end tests
 * @returns {Plan} `unit`: folders and files for vitest; `pages`: what the tests of all pages open, all if it
 *   is empty
 */
export function planChecks(files, modules, specs) {
  const isEverything = files.some((file) => EVERYTHING.test(file));
  const affected = [...listAffected(files, modules)];
  const everyPage = isEverything || affected.some((file) => EVERY_PAGE.test(file));
  const shown = affected.filter((file) => !UNIT_TEST.test(file));
  const pages = shown.flatMap((file) => matchAll(file, PAGES_BY_FILE));
  const unit = [
    ...files.flatMap((file) => matchAll(file, UNIT_BY_FILE)),
    ...affected.filter((file) => UNIT_TEST.test(file)),
  ];
  return {
    checks: sortUnique(
      files.flatMap((file) => CHECKS.flatMap(([pattern, checks]) => (pattern.test(file) ? checks : []))),
    ),
    unit: isEverything ? ['.'] : sortUnique(unit),
    specs: specs.filter((spec) => everyPage || isMeant(spec, affected, pages)).map(({ name }) => name),
    pages: everyPage ? [] : sortUnique(pages),
  };
}

/** @returns {Spec[]} */
export function readSpecs() {
  return readdirSync(toPath('e2e'))
    .filter((name) => name.endsWith('.spec.ts'))
    .map((name) => ({ name, text: readFileSync(toPath(`e2e/${name}`), 'utf8') }));
}

/** What the lessons' prose imports, which dependency-cruiser cannot read. */
export function readProse() {
  const prose = readdirSync(toPath('lessons'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.mdx'),
  );
  return prose.map((name) => {
    const source = `lessons/${name.replaceAll('\\', '/')}`;
    const imports = readFileSync(toPath(source), 'utf8').matchAll(/^import .*?from ['"](\..*?)['"]/gms);
    return {
      source,
      dependencies: [...imports].map(([, path = '']) => ({
        resolved: posix.join(posix.dirname(source), path),
      })),
    };
  });
}

/** A spec runs when something that it imports has changed, or when it opens one of the pages, or all. */
function isMeant(
  /** @type {Spec} */ { name, text },
  /** @type {string[]} */ affected,
  /** @type {string[]} */ pages,
) {
  if (affected.includes(`e2e/${name}`)) return true;
  const opensAll = /\bPAGES\b/.test(text);
  return pages.some((page) => opensAll || text.includes(`'${page}'`));
}

const sortUnique = (/** @type {string[]} */ items) => [...new Set(items)].sort();

/** The files and all that import them, at any distance. */
function listAffected(/** @type {string[]} */ files, /** @type {Module[]} */ modules) {
  /** @type {Map<string, string[]>} */
  const importers = new Map();
  for (const { source, dependencies } of modules) {
    for (const { resolved } of dependencies) {
      importers.set(resolved, [...(importers.get(resolved) ?? []), source]);
    }
  }
  const affected = new Set(files);
  // The entry imports every page; it counts only if it has changed itself.
  const isEntry = (/** @type {string} */ file) => /^src\/app\/(router|main)\.tsx$/.test(file);
  for (const file of affected) {
    for (const importer of importers.get(file) ?? []) if (!isEntry(importer)) affected.add(importer);
  }
  return affected;
}

/**
 * @param {string} file
 * @param {[pattern: RegExp, to: (match: RegExpMatchArray) => string][]} table
 */
function matchAll(file, table) {
  return table.flatMap(([pattern, to]) => {
    const match = file.match(pattern);
    return match ? [to(match)] : [];
  });
}
