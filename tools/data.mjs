/* Prepares or repairs the data: npm run data, or npm run data mnist */
import { runTool } from './house/version.mjs';

runTool(() => import('./house/setup.mjs').then((setup) => setup.setUp.apply(null, process.argv.slice(2))));
