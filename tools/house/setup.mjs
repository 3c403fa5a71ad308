/**
 * What must be there before anything runs: the one list that `npm start`, `npm run build` and `npm test`
 * share; each step is quick when there is nothing to do. A new build step of the project belongs here.
 */
import { buildKernels } from '../kernels.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { runNode, startNode, toTypeScript } from './processes.mjs';

/** @typedef {'mnist' | 'cifar10'} DatasetName */

/** Dependencies, compiled kernels and the named data sets. Throws an Error that says what to do. */
export async function setUp(/** @type {DatasetName[]} */ ...datasets) {
  await ensureDependencies();
  await buildKernels();
  await prepareData(...datasets);
}

/** Prepares data sets to the end. The dependencies must be there. */
export async function prepareData(/** @type {DatasetName[]} */ ...datasets) {
  const { code } = await runNode(toTypeScript('tools/data/main.ts', ...datasets), { show: true });
  if (code !== 0) throw new Error(`The data (${datasets.join(', ')}) could not be prepared; see above.`);
}

/**
 * Prepares a data set beside whatever else is done; it ends with this process. Failures are told, not thrown.
 */
export function prepareInBackground(/** @type {DatasetName} */ dataset) {
  return startNode(toTypeScript('tools/data/main.ts', dataset), { stdio: ['ignore', 'inherit', 'inherit'] });
}
