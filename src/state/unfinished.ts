/**
 * How does a run survive a reload? Its last snapshot and curves are stored at each epoch and pause, under the
 * tab that it belongs to. A tab holds a Web Lock while it lives, so that a second tab does not offer to go on
 * with the first one's run.
 */
import type { RunSnapshot } from '../protocol/snapshots.ts';
import { parseRecipe } from '../recipe/parse.ts';
import type { RestoredRun } from './runrecord.ts';
import type { LabStorage } from './storage.ts';

export interface StoredRun extends RestoredRun {
  readonly savedAt: number;
}

/** The part of `navigator.locks` that tells which tabs live. */
export interface TabLocks {
  request(name: string, held: () => Promise<unknown>): Promise<unknown>;
  query(): Promise<{ held?: { name?: string }[] }>;
}

const WRITE_EVERY_MS = 2000;

export class UnfinishedRuns {
  readonly #storage: LabStorage;
  readonly #locks: TabLocks | undefined;
  // Only tells open tabs apart; nothing that a run computes depends on it.
  readonly #tab = Math.random().toString(36).slice(2);
  readonly #pending = new Map<string, StoredRun>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writtenAt = -WRITE_EVERY_MS;
  #letGo: (() => void) | undefined;

  constructor(storage: LabStorage, locks: TabLocks | undefined) {
    this.#storage = storage;
    this.#locks = locks;
    const untilClosed = new Promise<void>((resolve) => {
      this.#letGo = resolve;
    });
    locks?.request(toTabLock(this.#tab), () => untilClosed).catch(() => {}); // without it, tabs are told apart less well
  }

  /**
   * Keeps the run of a slot. Writing some megabytes takes the page a moment, so that it waits for an idle
   * one, and short epochs are not all written.
   */
  keep(name: string, run: StoredRun): void {
    this.#pending.set(name, run);
    if (this.#timer !== undefined) return;
    const waitMs = Math.max(0, this.#writtenAt + WRITE_EVERY_MS - performance.now());
    this.#timer = setTimeout(() => whenIdle(() => this.flush()), waitMs);
  }

  /** Writes at once what waits: when the page may go any moment. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#pending.size > 0) this.#writtenAt = performance.now();
    for (const [name, run] of this.#pending) this.#storage.put('unfinished', `${name}/${this.#tab}`, run);
    this.#pending.clear();
  }

  async forget(name: string): Promise<void> {
    this.#pending.delete(name);
    await this.#storage.remove('unfinished', `${name}/${this.#tab}`);
  }

  /**
   * The newest run of a slot whose tab is gone; it becomes this tab's. Runs that can't be read are removed.
   */
  async adopt(name: string): Promise<StoredRun | null> {
    const living = new Set((await this.#locks?.query())?.held?.map((lock) => lock.name));
    let newest: StoredRun | null = null;
    for (const [key, value] of await this.#storage.entries('unfinished')) {
      const slash = key.lastIndexOf('/');
      const tab = key.slice(slash + 1);
      if (key.slice(0, slash) !== name || tab === this.#tab || living.has(toTabLock(tab))) continue;
      await this.#storage.remove('unfinished', key);
      const run = toStoredRun(value);
      if (run !== null && run.savedAt > (newest?.savedAt ?? 0)) newest = run;
    }
    if (newest !== null) this.keep(name, newest);
    return newest;
  }

  close(): void {
    this.flush();
    this.#letGo?.();
  }
}

function whenIdle(act: () => void): void {
  if (globalThis.requestIdleCallback === undefined) act();
  else globalThis.requestIdleCallback(act, { timeout: 1000 });
}

function toTabLock(tab: string): string {
  return `featherweight-tab-${tab}`;
}

/** What an older version stored may not be a run any more. */
function toStoredRun(value: unknown): StoredRun | null {
  try {
    const run = value as StoredRun;
    const snapshot: RunSnapshot = { ...run.snapshot, recipe: parseRecipe(run.snapshot.recipe) };
    const hasParts = snapshot.model.tensors.length > 0 && run.series.steps.length >= 0;
    return hasParts && Array.isArray(run.epochs) && Array.isArray(run.ledgers) ? { ...run, snapshot } : null;
  } catch {
    return null;
  }
}
