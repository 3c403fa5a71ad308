/* Runs a TypeScript tool, on a fresh checkout too: node tools/run.mjs tools/lab.ts run recipe.json */
import { runTool } from './house/version.mjs';

runTool(() => import('./house/typescript.mjs').then((tool) => tool.runTypeScript(process.argv.slice(2))));
