/** Lets a call wait for an engine that is still coming up. */
import type { Failure } from '../spec/failure.ts';
import { CallRefused, WorkerDied } from './errors.ts';
import type { ClientEvent, ClientState } from './types.ts';

const GONE: Failure = { code: 'unknown', values: {}, message: 'the engine is not there' };

interface Source {
  getState(): ClientState;
  subscribe(listener: (event: ClientEvent) => void): () => void;
}

/**
 * Resolves when the engine is up.
 * @throws CallRefused when it has failed, WorkerDied when the client is closed, or the signal's reason
 */
export function waitUntilReady(client: Source, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let stop = () => {};
    const end = (settle: () => void) => {
      stop();
      signal?.removeEventListener('abort', onAbort);
      settle();
    };
    const onAbort = () => end(() => reject(signal?.reason));
    const look = ({ status, failure }: ClientState) => {
      if (status === 'ready') end(resolve);
      if (status === 'failed') end(() => reject(new CallRefused(failure ?? GONE)));
      if (status === 'idle') end(() => reject(new WorkerDied('closed')));
    };
    stop = client.subscribe((event) => {
      if (event.kind === 'statusChanged') look(event.state);
    });
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted) onAbort();
    else look(client.getState());
  });
}
