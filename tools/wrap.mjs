/* Wraps comments at the formatter's width: node tools/wrap.mjs src/math, or without a folder everywhere. */
import { runTool } from './house/version.mjs';

runTool(() => import('./house/style.mjs').then((style) => style.wrapFiles(process.argv.slice(2))));
