/**
 * Runs a TypeScript tool on a fresh checkout: in this process, once the dependencies and kernels are there.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildKernels } from '../kernels.mjs';
import { ensureDependencies } from './dependencies.mjs';

/** Runs a script with the rest as its arguments; `process.argv` looks to it as if Node had started it. */
export async function runTypeScript(/** @type {string[]} */ [script = '', ...args]) {
  await ensureDependencies();
  await buildKernels();
  const { register } = await import('tsx/esm/api');
  register();
  const path = resolve(script);
  process.argv = [process.execPath, path, ...args];
  await import(pathToFileURL(path).href);
}
