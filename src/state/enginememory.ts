/**
 * What was measured on this machine before? Kept in localStorage, so that a second visit need not measure
 * again: by model, for one machine at a time, for a month. Another browser version, number of cores or
 * graphics hardware is another machine.
 */

import type { BackendName } from '../protocol/backends.ts';
import type { Adapters } from '../protocol/calibration.ts';
import type { CandidateResult } from './enginechoice.ts';

const KEY = 'featherweight-engines';
const VERSION = 1;
/** Drivers and browsers get faster, and so does the lab. */
const KEPT_MS = 30 * 24 * 3600 * 1000;

/** A comparison of the engines on one model. */
export interface Comparison {
  readonly results: readonly CandidateResult[];
  /** What opening and self-tests took, and what the timing took after that. */
  readonly openedMs: number;
  readonly measuredMs: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

interface Kept {
  readonly version: number;
  readonly machine: string;
  readonly models: Readonly<Record<string, Comparison>>;
}

export interface MachineFacts {
  readonly userAgent: string;
  readonly cores: number;
}

export function toMachineKey({ userAgent, cores }: MachineFacts, { webgl, webgpu }: Adapters): string {
  return [userAgent, cores, webgl, webgpu].join(' | ');
}

export class EngineMemory {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'> | undefined;
  /** Holds for the page where the browser keeps nothing. */
  #kept: Kept | null = null;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'> | undefined) {
    this.#storage = storage;
  }

  /** What is known of a model on this machine, unless it is too old. */
  find(machine: string, model: string, now: number): Comparison | null {
    const kept = this.#read(machine);
    const found = kept.models[model];
    return found !== undefined && now - found.at < KEPT_MS && found.at <= now ? found : null;
  }

  keep(machine: string, model: string, comparison: Comparison): void {
    const { models } = this.#read(machine);
    this.#write({ version: VERSION, machine, models: { ...models, [model]: comparison } });
  }

  /** Notes, for every model, that the device of a backend was lost. */
  noteLoss(machine: string, lost: BackendName): void {
    const { models } = this.#read(machine);
    const noted = Object.entries(models).map(([model, comparison]) => [model, withLoss(comparison, lost)]);
    this.#write({ version: VERSION, machine, models: Object.fromEntries(noted) });
  }

  #read(machine: string): Kept {
    const kept = this.#kept ?? this.#parse();
    return kept?.machine === machine ? kept : { version: VERSION, machine, models: {} };
  }

  #parse(): Kept | null {
    try {
      const kept = JSON.parse(this.#storage?.getItem(KEY) ?? 'null') as Partial<Kept> | null;
      const isOurs = kept?.version === VERSION && typeof kept.models === 'object' && kept.models !== null;
      const areWhole = Object.values(kept?.models ?? {}).every(
        (each) => Array.isArray(each?.results) && Number.isFinite(each.at),
      );
      return isOurs && areWhole ? (kept as Kept) : null;
    } catch {
      return null; // unreadable, or not ours
    }
  }

  #write(kept: Kept): void {
    this.#kept = kept;
    try {
      this.#storage?.setItem(KEY, JSON.stringify(kept));
    } catch {
      // Full or forbidden: it is known until the page is closed.
    }
  }
}

/** The comparison with one engine marked as lost. */
export function withLoss(comparison: Comparison, lost: BackendName): Comparison {
  return {
    ...comparison,
    results: comparison.results.map((each) =>
      each.backend === lost ? { ...each, outcome: { kind: 'lost' } } : each,
    ),
  };
}
