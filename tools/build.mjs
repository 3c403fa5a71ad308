/* Builds the lab: npm run build */
import { runTool } from './house/version.mjs';

runTool(() => import('./house/lab.mjs').then((lab) => lab.buildLab()));
