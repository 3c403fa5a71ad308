/* Serves the lab: npm start */
import { runTool } from './house/version.mjs';

runTool(() => import('./house/lab.mjs').then((lab) => lab.serveLab()));
