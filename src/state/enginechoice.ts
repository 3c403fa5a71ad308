/**
 * Which engine runs, given what was measured and what the reader wants? The bit-exact one, unless the reader
 * chooses another by name, or the fastest; and whatever is unknown counts for nothing.
 */
import type { BackendName } from '../protocol/backends.ts';
import type { Failure } from '../spec/failure.ts';

/** The engine whose results are the same to the bit everywhere. */
export const EXACT_BACKEND: BackendName = 'wasm';

/** Engines that are compared. Plain JavaScript is not: it is never the fastest. */
export const CANDIDATES = ['wasm', 'webgpu', 'webgl'] as const satisfies readonly BackendName[];
export type CandidateName = (typeof CANDIDATES)[number];

export const ENGINE_PREFERENCES = ['wasm', 'fastest', 'webgpu', 'webgl', 'cpu'] as const;
export type EnginePreference = (typeof ENGINE_PREFERENCES)[number];

export type CandidateOutcome =
  /** It passed the self-test, off by `selfTestError` at most, and was timed. */
  | { readonly kind: 'measured'; readonly imagesPerSecond: number; readonly selfTestError: number }
  /** The browser has none. */
  | { readonly kind: 'absent' }
  /**
   * A processor that plays the graphics card: where it draws the page, too, opening it unasked would make the
   * page stutter.
   */
  | { readonly kind: 'postponed' }
  /** It could not be opened, or computes wrongly. */
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** It was not done with its self-test, with its first training, or with the timing when its time was up. */
  | {
      readonly kind: 'unfinished';
      readonly phase: 'opening' | 'warmingUp' | 'measuring';
      readonly limitMs: number;
    }
  /** The device was lost while it was the engine. */
  | { readonly kind: 'lost' };

/** True where more time, or the reader's leave, could tell more. */
export function isOpen({ kind }: CandidateOutcome): boolean {
  return kind === 'unfinished' || kind === 'postponed';
}

export interface CandidateResult {
  readonly backend: CandidateName;
  /** The graphics hardware's name; null on WASM. */
  readonly adapter: string | null;
  readonly outcome: CandidateOutcome;
}

/** What to open. */
export function chooseEngine(preference: EnginePreference, results: readonly CandidateResult[]): BackendName {
  if (preference !== 'fastest') return preference;
  let chosen: BackendName = EXACT_BACKEND;
  let fastest = paceOf(results, EXACT_BACKEND);
  // Where the bit-exact one was not timed, nothing is known to be faster.
  if (fastest === null) return chosen;
  for (const { backend, outcome } of results) {
    if (outcome.kind !== 'measured' || outcome.imagesPerSecond <= fastest) continue;
    chosen = backend;
    fastest = outcome.imagesPerSecond;
  }
  return chosen;
}

function paceOf(results: readonly CandidateResult[], name: BackendName): number | null {
  const outcome = results.find(({ backend }) => backend === name)?.outcome;
  return outcome?.kind === 'measured' ? outcome.imagesPerSecond : null;
}
