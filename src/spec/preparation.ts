/**
 * How far is the preparation of a data set? What the preparation tool writes to
 * `data/<dataset>.progress.json` while it works, and the page polls. The manifest, not this file, says that a
 * data set is complete.
 */
import type { DatasetName } from './datasets.ts';

export interface Preparation {
  readonly version: 1;
  readonly dataset: DatasetName;
  readonly state: 'fetching' | 'reading' | 'writing' | 'ready' | 'failed';
  /** Examples written; 0 until `state` is `writing`. */
  readonly done: number;
  readonly total: number;
  /** Size of the download. */
  readonly fetchBytes: number;
  /** What went wrong and what to do, when `state` is `failed`. */
  readonly message?: string;
  /**
   * Milliseconds since 1970. Renewed every second or two: a much older time means that the preparation was
   * ended.
   */
  readonly startedAt: number;
  readonly updatedAt: number;
}
