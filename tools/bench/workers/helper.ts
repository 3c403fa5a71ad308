/** A helper of our engine in the bench: the lab's own, with the bench's WASM files. */
import { startHelper } from '../../../src/core/parallel/helper.ts';
import type { HelperReply, HelperRequest } from '../../../src/core/parallel/task.ts';
import { registerGradients } from '../../../src/kernels/gradients.ts';
import { registerKernels } from '../../../src/kernels/register.ts';
import { holdLifeLock } from '../../../src/worker/lifelock.ts';
import { startWasm } from '../engines/wasm.ts';

/** The part of a worker's global scope that is used here; these files are compiled with the page's types. */
interface Scope {
  onmessage: ((event: MessageEvent<HelperRequest>) => void) | null;
  postMessage(message: HelperReply, transfers: ArrayBuffer[]): void;
}

const scope = self as unknown as Scope;

const receive = startHelper(
  (reply, buffers) => scope.postMessage(reply, buffers),
  async () => {
    await Promise.all([startWasm(), holdLifeLock(self.name)]);
    registerKernels();
    registerGradients();
  },
);

scope.onmessage = ({ data }) => void receive(data);
