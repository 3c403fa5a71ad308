/**
 * Writes the results that backends are tested against at start: `npx tsx tools/selftest.ts`, on tfjs's plain
 * CPU backend. Run it when the self-test itself changes, never to make a failing backend pass.
 */
import { writeFile } from 'node:fs/promises';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { computeSelfTest } from '../src/core/engine/selftest.ts';
import { registerGradients } from '../src/kernels/gradients.ts';

await tf.setBackend('cpu');
registerGradients();
const file = new URL('../src/core/engine/selftest.json', import.meta.url);
await writeFile(file, `${JSON.stringify(await computeSelfTest(), null, 2)}\n`);
