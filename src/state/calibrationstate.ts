/** What does the page know of the engines that this device could run? The state behind `useCalibration()`. */
import type { CandidateResult } from './enginechoice.ts';

export interface CalibrationState {
  /**
   * `unknown` until the first comparison, and where the browser cannot make one; `waiting` for the end of a
   * run, before what the reader asked for is measured.
   */
  readonly status: 'unknown' | 'waiting' | 'measuring' | 'known';
  /** Of the model that `results` are about; null while they are about none. */
  readonly model: string | null;
  readonly results: readonly CandidateResult[];
  /** What opening and self-tests took, and what the timing took after that. */
  readonly openedMs: number;
  readonly measuredMs: number;
  /** When, in milliseconds since 1970. */
  readonly at: number;
  /** True where it was measured on an earlier visit, or earlier on this one. */
  readonly isRemembered: boolean;
  readonly actions: CalibrationActions;
}

export interface CalibrationActions {
  /** Compares the engines anew, taking the time that it takes; after the run, where one goes on. */
  measureAgain(): void;
}
