/**
 * Runs the checks in order and says how they went. Two at a time where they are independent; those that use
 * both cores themselves run alone, after the others. A failing check does not stop the rest, only what comes
 * after it.
 */

/** @typedef {import('./checks.mjs').Check} Check */
/** @typedef {import('./checks.mjs').Outcome} Outcome */
/** @typedef {{ check: Check, outcome: Outcome, seconds: number }} Result */

const AT_ONCE = 2;

/**
 * Runs the checks to the end. `say` gets the lines to print.
 *
 * @param {Check[]} checks
 * @param {(line: string) => void} say
 * @returns {Promise<Result[]>}
 */
export async function runChecks(checks, say) {
  /** @type {Result[]} */
  const results = [];
  const shared = checks.filter((check) => !check.isAlone);
  const runNext = async () => {
    for (let check = shared.shift(); check; check = shared.shift()) await runCheck(check, results, say);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, runNext));
  for (const check of checks.filter((each) => each.isAlone)) await runCheck(check, results, say);
  return results;
}

/** @param {Check} check @param {Result[]} results @param {(line: string) => void} say */
async function runCheck(check, results, say) {
  const failed = results.find((each) => check.after.includes(each.check.name) && !each.outcome.passed);
  if (check.isAlone && !failed) say(`\n> ${check.title}`);
  const began = performance.now();
  const outcome = failed ? toNotRun(failed.check) : await check.run().catch(toFailure);
  const seconds = (performance.now() - began) / 1000;
  results.push({ check, outcome, seconds });
  say(toLine({ check, outcome, seconds }));
  if (!outcome.passed && outcome.output.trim()) say(`${indent(outcome.output.trim())}\n`);
}

/** @returns {Outcome} */
function toNotRun(/** @type {Check} */ failed) {
  return { passed: false, output: `not run, because this failed: ${failed.title}` };
}

/** @returns {Outcome} */
function toFailure(/** @type {unknown} */ error) {
  return { passed: false, output: error instanceof Error ? error.message : String(error) };
}

function toLine(/** @type {Result} */ { check, outcome, seconds }) {
  const note = outcome.note ? ` (${outcome.note})` : '';
  return `${outcome.passed ? 'ok    ' : 'FAILED'} ${seconds.toFixed(1).padStart(6)} s  ${check.title}${note}`;
}

function indent(/** @type {string} */ text) {
  return text.replace(/^/gm, '    ');
}

/**
 * The last lines: every check once more, and how many checks and tests passed and failed. A test runner
 * counts as its tests; one that failed without a failed test counts as one.
 *
 * @param {Result[]} results
 */
export function summarize(results) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { outcome } of results) {
    const { passed, failed, skipped } = outcome.counts ?? {
      passed: outcome.passed ? 1 : 0,
      failed: 0,
      skipped: 0,
    };
    total.passed += passed;
    total.failed += outcome.passed ? 0 : Math.max(1, failed);
    total.skipped += skipped;
  }
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  return [...results.map(toLine), '', `${total.passed} passed, ${total.failed} failed${skipped}`];
}
