/**
 * Tells the page what the preparation does, by a small file that is renewed every second and at each step.
 */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Preparation } from '../../src/spec/preparation.ts';

const RENEW_EVERY_MS = 1000;

export type Step = Pick<Preparation, 'state' | 'done' | 'message'>;

export interface ProgressFile {
  report(step: Step): void;
  /** Resolves when the last report is on disk; nothing is written after it. */
  close(): Promise<void>;
}

/**
 * Starts writing `path`. Reports made faster than they can be written are left out, but never the last one.
 */
export function openProgressFile(
  path: string,
  fixed: Pick<Preparation, 'dataset' | 'total' | 'fetchBytes'>,
): ProgressFile {
  const startedAt = Date.now();
  let step: Step = { state: 'fetching', done: 0 };
  let writing: Promise<void> | undefined;
  let isDirty = true;
  const write = async () => {
    await mkdir(dirname(path), { recursive: true });
    while (isDirty) {
      isDirty = false;
      const content: Preparation = { version: 1, ...fixed, ...step, startedAt, updatedAt: Date.now() };
      const aside = `${path}.${process.pid}`;
      await writeFile(aside, `${JSON.stringify(content)}\n`);
      await rename(aside, path);
    }
    writing = undefined;
  };
  const renew = () => {
    isDirty = true;
    // A progress display that cannot be written must not stop the preparation.
    writing ??= write().catch(() => {
      writing = undefined;
    });
  };
  const timer = setInterval(renew, RENEW_EVERY_MS);
  renew();
  return {
    report(next) {
      step = next;
      renew();
    },
    async close() {
      clearInterval(timer);
      await writing;
    },
  };
}
