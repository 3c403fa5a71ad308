/** How does `npm test` go? Sets up what the chosen checks need, runs them, sums up. */
import { CHECKS } from './checks.mjs';
import { ensureChromium } from './chromium.mjs';
import { runChecks, summarize } from './runner.mjs';
import { setUp } from './setup.mjs';

const say = (/** @type {string} */ line) => console.log(line);

/**
 * Runs the checks with these names (`types` stands for all that begin so), or all. Resolves to the exit code.
 *
 * @param {string[]} names
 */
export async function testLab(names) {
  const checks = CHECKS.filter(({ name }) => names.length === 0 || names.some((each) => isMeant(each, name)));
  const unknown = names.find((each) => !CHECKS.some(({ name }) => isMeant(each, name)));
  if (unknown !== undefined) {
    throw new Error(`There is no check ${unknown}. There are: ${CHECKS.map(({ name }) => name).join(', ')}`);
  }
  const began = performance.now();
  say('> set-up');
  await setUp('mnist', 'cifar10');
  // Where none can be had, the end-to-end check says so itself and the others still run.
  if (checks.some(({ name }) => name === 'e2e')) await ensureChromium().catch(() => undefined);
  say(`ok    ${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s  set-up\n`);
  const results = await runChecks(checks, say);
  say(`\n> summary after ${((performance.now() - began) / 1000).toFixed(0)} s`);
  for (const line of summarize(results)) say(line);
  return results.every(({ outcome }) => outcome.passed) ? 0 : 1;
}

function isMeant(/** @type {string} */ wanted, /** @type {string} */ name) {
  return name === wanted || name.startsWith(`${wanted}-`);
}
