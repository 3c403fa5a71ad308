/**
 * The import walls of `.dependency-cruiser.cjs`, for files by its own rules and for folders by `circles.mjs`.
 */
import { describeCircles, findFolderCircles } from './circles.mjs';
import { runNode, toProgram } from './processes.mjs';

/** Every module under these folders with what it imports, as dependency-cruiser reports it. */
export async function readModules(/** @type {string[]} */ ...folders) {
  const { output } = await runNode(
    toProgram(
      'dependency-cruiser/bin/dependency-cruise.mjs',
      ...['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders],
    ),
  );
  try {
    return JSON.parse(output);
  } catch {
    // A faulty configuration ends in words instead.
    throw new Error(output);
  }
}

/** @returns {Promise<import('./checks.mjs').Outcome>} */
export async function checkWalls() {
  const result = await readModules('src', 'lessons');
  const circles = findFolderCircles(result.modules);
  // Loaded here: on a fresh checkout it is there only after the set-up.
  const { format } = await import('dependency-cruiser');
  const { output } = await format(result, { outputType: 'err' });
  return {
    passed: result.summary.error === 0 && circles.length === 0,
    output: `${output}\n${describeCircles(circles)}`,
  };
}
