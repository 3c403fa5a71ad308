/*
 * Runs all checks: npm test. Some: node tools/test.mjs types unit. What a change can have broken: node
 * tools/test.mjs changed
 */
import { runTool } from './house/version.mjs';

runTool(() => import('./house/testing.mjs').then((testing) => testing.testLab(process.argv.slice(2))));
