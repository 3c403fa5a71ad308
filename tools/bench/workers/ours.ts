/** Our engine in a worker of the bench, and the roof beside it. */
import { measureRoofs } from '../../../src/core/measure/roofs.ts';
import { registerKernels } from '../../../src/kernels/register.ts';
import { measureRoof, prepareOurs } from '../engines/ours.ts';
import { startWasm } from '../engines/wasm.ts';
import { once, serve } from './serve.ts';

const start = once(async () => {
  await startWasm();
  registerKernels();
});

serve((task) => start().then(() => prepareOurs(task)), {
  roof: () => start().then(measureRoof),
  roofs: () => measureRoofs(),
});
