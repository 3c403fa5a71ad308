/* Serves the built lab: npm run preview */
import { runTool } from './house/version.mjs';

runTool(() => import('./house/lab.mjs').then((lab) => lab.previewLab()));
