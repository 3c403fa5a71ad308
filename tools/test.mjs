/* Runs all checks: npm test. Or some: node tools/test.mjs types unit */
import { runTool } from './house/version.mjs';

runTool(() => import('./house/testing.mjs').then((testing) => testing.testLab(process.argv.slice(2))));
