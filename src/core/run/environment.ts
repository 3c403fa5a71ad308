/**
 * What a run needs from outside: data, models, somebody who listens, and, if there are any, helpers.
 */
import type { Dataset } from '../../data/dataset.ts';
import type { RunEvent } from '../../protocol/events.ts';
import type { measureLatency } from '../measure/latency.ts';
import type { ModelStock } from '../models/source.ts';
import type { HelperPool } from '../parallel/pool.ts';

export interface RunEnvironment extends ModelStock {
  readonly dataset: Dataset;
  emit(event: RunEvent): void;
  /** Helpers for steps and evaluations; the same bits with and without. */
  readonly pool?: HelperPool;
  /** How latency is measured: by the clock where absent. */
  readonly measure?: typeof measureLatency;
  /** Whether events carry snapshots, for a page that may have to resume. */
  readonly withSnapshots: boolean;
}
