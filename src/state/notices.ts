/**
 * What is the reader told, and in which words? Notices are made here alone; the engine's store keeps them.
 */
import type { EngineFailed, EngineRestarted } from '../client/types.ts';
import type { EngineInfo } from '../protocol/commands.ts';
import type { Failure } from '../spec/failure.ts';
import type { Notice } from './enginestate.ts';
import { toPlace } from './position.ts';
import type { StorageTrouble } from './storage.ts';

export type NewNotice = Omit<Notice, 'id'>;

const LOST = 'The engine stopped and was restarted';

/** What happened, and what was kept. */
export function describeRestart({ run }: EngineRestarted): NewNotice {
  if (run === null) {
    return {
      code: 'engineRestarted',
      level: 'info',
      message: `${LOST}; models and results are kept.`,
      values: {},
    };
  }
  const { code, words, values } = toPlace(run.position);
  return run.isPaused
    ? {
        code: 'engineRestartedPaused',
        level: 'info',
        message: `${LOST}; the paused run is kept and can go on ${words}.`,
        values,
      }
    : {
        code: `engineRestarted${code}`,
        level: 'info',
        message: `${LOST}; training goes on ${words}.`,
        values,
      };
}

export function describeFailure({ failure }: EngineFailed): NewNotice {
  return { code: 'engineFailed', level: 'error', message: failure.message, values: { reason: failure } };
}

/** Null where the engine runs on the backend that was asked for. */
export function describeFallback({ backend, requested, fallback }: EngineInfo): NewNotice | null {
  if (backend === requested) return null;
  return {
    code: 'backendFellBack',
    level: 'warning',
    message: `The engine runs on ${backend} instead of ${requested}. ${fallback?.message ?? ''}`.trim(),
    values: { backend, requested, reason: fallback ?? '' },
  };
}

export function describeLeftBackend(requested: string): NewNotice {
  const reason: Failure = {
    code: 'gpuDied',
    values: {},
    message: 'The engine died on the graphics processor.',
  };
  return {
    code: 'backendFellBack',
    level: 'warning',
    message: `The engine runs on wasm instead of ${requested}. ${reason.message}`,
    values: { backend: 'wasm', requested, reason },
  };
}

const STORAGE_WORDS: Readonly<Record<StorageTrouble, string>> = {
  storageTrimmed:
    "The browser's storage was full: the oldest saved runs were removed to make room for new ones.",
  storageFull: "The browser's storage is full: new runs are kept only until this page is closed.",
  storageUnavailable:
    'This browser keeps no data (as in private mode): runs are kept only until this page is closed.',
};

export function describeStorage(trouble: StorageTrouble): NewNotice {
  return { code: trouble, level: 'warning', message: STORAGE_WORDS[trouble], values: {} };
}
