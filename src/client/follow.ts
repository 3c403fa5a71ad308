/**
 * What it takes to go on with a run after its worker has died. `FollowedRun` watches the events of one run
 * and keeps its latest snapshot.
 */
import type { Commands, StoredModels } from '../protocol/commands.ts';
import type { RunEvent } from '../protocol/events.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { RunPosition, RunSnapshot } from '../protocol/snapshots.ts';
import { listStageSpecs } from '../recipe/fit.ts';
import type { Recipe } from '../recipe/schema.ts';
import { unrollStages } from '../recipe/unroll.ts';
import { countMacs } from '../spec/shapes.ts';

/** A training step is one pass forward and two back. */
const PASSES = 3;
/** What a slow phone manages in training. */
const SLOW_MACS_PER_SECOND = 0.5e9;

export interface RunOrder {
  readonly recipe: Recipe;
  readonly resumeFrom?: RunSnapshot;
  /** Waits at its first step. */
  readonly paused?: boolean;
}

export class FollowedRun {
  readonly runId: number;
  readonly recipe: Recipe;
  readonly #models: StoredModels | undefined;
  /** What the reader asked for, which a restarted engine keeps to. */
  isPaused: boolean;
  snapshot: RunSnapshot | null;
  position: RunPosition | null;
  lastEventAt = performance.now();

  /** @param models what is stored of those that the recipe names, for every engine that carries it out */
  constructor(runId: number, { recipe, resumeFrom, paused }: RunOrder, models?: StoredModels) {
    this.#models = models;
    this.runId = runId;
    this.recipe = recipe;
    this.isPaused = paused ?? false;
    this.snapshot = resumeFrom ?? null;
    this.position = resumeFrom?.position ?? null;
  }

  /** Takes an event of this run in; true when the run is over. */
  take(event: RunEvent): boolean {
    this.lastEventAt = performance.now();
    switch (event.kind) {
      case 'runStarted':
        this.position = event.resumedAt;
        return false;
      case 'stepsEnded':
        this.position = event.position;
        return false;
      case 'teacherAnswered':
        return false;
      case 'epochEnded':
      case 'stageEnded':
        this.#keep(event.snapshot);
        return false;
      case 'runPaused':
        this.#keep(event.snapshot);
        return false;
      case 'runResumed':
        return false;
      case 'runEnded':
      case 'runCancelled':
      case 'runFailed':
        return true;
    }
  }

  /**
   * The longest that the worker may be silent over one training step: the usual limit, or what the largest
   * step of the recipe takes on a slow machine, with the net as it is by then.
   */
  toSilenceMs(): number {
    const stages = unrollStages(this.recipe.stages);
    const specs = listStageSpecs({ ...this.recipe, stages });
    const counts = stages.map((stage, at) =>
      stage.kind === 'train' ? stage.batchSize * countMacs(specs[at]!) : 0,
    );
    const stepMacs = PASSES * Math.max(0, ...counts);
    return Math.max(LIMITS.silenceMs, (stepMacs * 1000) / SLOW_MACS_PER_SECOND);
  }

  /** The order that goes on with this run. */
  toOrder(): Omit<Commands['start']['arguments'], 'runId'> {
    return {
      recipe: this.recipe,
      paused: this.isPaused,
      ...(this.snapshot === null ? {} : { resumeFrom: this.snapshot }),
      ...(this.#models === undefined ? {} : { models: this.#models }),
    };
  }

  /** Where the run is, for telling whether workers die at the same place. */
  toPlace(): string {
    const { stage, epoch } = this.position ?? { stage: 0, epoch: 0 };
    return `run ${this.runId}, stage ${stage}, epoch ${epoch}`;
  }

  #keep(snapshot: RunSnapshot | undefined): void {
    if (snapshot === undefined) return;
    this.snapshot = snapshot;
    this.position = snapshot.position;
  }
}
