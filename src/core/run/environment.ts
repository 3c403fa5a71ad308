/**
 * What does a run need from outside? Data, checkpoints, somebody who listens, and, if there are any, helpers.
 */
import type { Dataset } from '../../data/dataset.ts';
import type { RunEvent } from '../../protocol/events.ts';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import type { ModelName } from '../../spec/zoo.ts';
import type { measureLatency } from '../measure/latency.ts';
import type { HelperPool } from '../parallel/pool.ts';

export interface RunEnvironment {
  readonly dataset: Dataset;
  loadCheckpoint(name: ModelName): Promise<ModelSnapshot>;
  /** A stored model by the id that the recipe knows it by; undefined where it is not here. */
  loadStored?(id: string): Promise<ModelSnapshot | undefined>;
  emit(event: RunEvent): void;
  /** Helpers for steps and evaluations; the same bits with and without. */
  readonly pool?: HelperPool;
  /** How latency is measured: by the clock where absent. */
  readonly measure?: typeof measureLatency;
  /** Whether events carry snapshots, for a page that may have to resume. */
  readonly withSnapshots: boolean;
}
