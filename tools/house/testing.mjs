/** The course of `npm test`: sets up what the chosen checks need, runs them, sums up. */
import { listChangedFiles, planChecks, readProse, readSpecs } from './changed.mjs';
import { CHECKS, runEndToEnd, runUnitTests } from './checks.mjs';
import { ensureChromium } from './chromium.mjs';
import { runChecks, summarize } from './runner.mjs';
import { setUp } from './setup.mjs';
import { readModules } from './walls.mjs';

const say = (/** @type {string} */ line) => console.log(line);

/**
 * Runs the checks with these names (`types` stands for all that begin so), or all; `changed` alone runs what
 * the branch's changes can have broken. Resolves to the exit code.
 *
 * @param {string[]} names
 */
export async function testLab(names) {
  const isChanged = names.length === 1 && names[0] === 'changed';
  const unknown = names.find((each) => !isChanged && !CHECKS.some(({ name }) => isMeant(each, name)));
  if (unknown !== undefined) {
    const all = ['changed', ...CHECKS.map(({ name }) => name)];
    throw new Error(`There is no check ${unknown}. There are: ${all.join(', ')}`);
  }
  const began = performance.now();
  say('> set-up');
  await setUp('mnist', 'cifar10');
  const checks = isChanged
    ? await chooseByChange()
    : CHECKS.filter(({ name }) => names.length === 0 || names.some((each) => isMeant(each, name)));
  // Where none can be had, the end-to-end check says so itself and the others still run.
  if (checks.some(({ name }) => name === 'e2e')) await ensureChromium().catch(() => undefined);
  say(`ok    ${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s  set-up\n`);
  const results = await runChecks(checks, say);
  say(`\n> summary after ${((performance.now() - began) / 1000).toFixed(0)} s`);
  for (const line of summarize(results)) say(line);
  return results.every(({ outcome }) => outcome.passed) ? 0 : 1;
}

/** The checks that the branch's changes call for, with the tests among them; says which. */
async function chooseByChange() {
  const files = await listChangedFiles();
  const { modules } = await readModules('src', 'lessons', 'tools', 'e2e');
  const { checks, unit, specs, pages } = planChecks(files, [...modules, ...readProse()], readSpecs());
  say(`  ${files.length} files changed, which can have broken`);
  say(`  checks: ${checks.join(', ') || 'none'}`);
  say(`  unit tests: ${unit.join(', ') || 'none'}`);
  say(
    `  end-to-end tests: ${specs.join(', ') || 'none'}${pages.length > 0 ? ` on ${pages.join(', ')}` : ''}`,
  );
  /** @type {(name: string) => boolean} */
  const isCalledFor = (name) => {
    if (name === 'unit') return unit.length > 0;
    if (name === 'e2e' || name === 'build') return specs.length > 0;
    return checks.includes(name);
  };
  /** @type {Record<string, () => Promise<import('./checks.mjs').Outcome>>} */
  const runs = { unit: () => runUnitTests(unit), e2e: () => runEndToEnd(specs, pages) };
  return CHECKS.filter(({ name }) => isCalledFor(name)).map((check) => ({
    ...check,
    run: runs[check.name] ?? check.run,
  }));
}

function isMeant(/** @type {string} */ wanted, /** @type {string} */ name) {
  return name === wanted || name.startsWith(`${wanted}-`);
}
