/**
 * The thread of one candidate: it opens a backend and is timed, apart from the engine. It loads tfjs only
 * when there is something to open.
 */
import { findAdapters } from '../core/engine/adapters.ts';
import type { Candidate } from '../core/engine/candidate.ts';
import type { CalibrationReply, CalibrationRequest } from '../protocol/calibration.ts';
import { toFailure } from '../spec/failure.ts';
import { spawnHelper } from './spawnhelper.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;

let candidate: Candidate | undefined;

async function answer(request: CalibrationRequest): Promise<CalibrationReply> {
  switch (request.kind) {
    case 'probe':
      return { kind: 'probed', adapters: await findAdapters() };
    case 'open': {
      const { Candidate } = await import('../core/engine/candidate.ts');
      candidate = new Candidate(request.backend, request.wasmPath, spawnHelper);
      return { kind: 'opened', selfTest: await candidate.open() };
    }
    case 'warmUp':
      await opened().warmUp(request.spec, request.workers);
      return { kind: 'warmedUp' };
    case 'measure':
      return { kind: 'measured', imagesPerSecond: await opened().measure(request.budgetMs) };
  }
}

function opened(): Candidate {
  if (candidate === undefined) throw new Error('open must come first');
  return candidate;
}

scope.onmessage = async ({ data }: MessageEvent<CalibrationRequest>) => {
  const reply = await answer(data).catch(
    (error: unknown): CalibrationReply => ({ kind: 'refused', failure: toFailure(error) }),
  );
  scope.postMessage(reply);
};
