/**
 * The engine's thread. Commands come in, one Session answers them, events go out; a heartbeat says that the
 * thread is free, and a Web Lock held for life says that it exists.
 */

import type { Reply, Request } from '../protocol/commands.ts';
import type { EngineEvent } from '../protocol/events.ts';
import { LIMITS } from '../protocol/limits.ts';
import { toFailure } from '../spec/failure.ts';
import { holdLifeLock } from './lifelock.ts';
import { findTransfers, Session } from './session.ts';
import { spawnHelper } from './spawnhelper.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;

function send(message: Reply | EngineEvent, transfers: Transferable[] = []): void {
  scope.postMessage(message, transfers);
}

void holdLifeLock(scope.name);

setInterval(() => send({ kind: 'heartBeat' }), LIMITS.heartBeatMs);

const session = new Session((event) => send(event, findTransfers(event)), spawnHelper);

scope.onmessage = async ({ data }: MessageEvent<Request>) => {
  const { requestId } = data;
  try {
    const value = await session.answer(data);
    send({ kind: 'answered', requestId, value }, findTransfers(value));
  } catch (error) {
    send({ kind: 'refused', requestId, failure: toFailure(error) });
  }
};
