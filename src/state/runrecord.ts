/**
 * How do events become the state of a run? A pure fold, but for the series, which is built in place and
 * published as views. A run that goes on from a snapshot forgets what lay after it.
 */
import type { RunEvent } from '../protocol/events.ts';
import type { ModelSnapshot, RunPosition, RunSnapshot } from '../protocol/snapshots.ts';
import type { Recipe } from '../recipe/schema.ts';
import { unrollStages } from '../recipe/unroll.ts';
import { countTransformBytes } from '../techniques/transforms.ts';
import { RunClock } from './runclock.ts';
import { IDLE_RUN, type RunData, type StageSnapshot } from './runstate.ts';
import type { SavedRun } from './savedstate.ts';
import { SeriesBuilder, type StepSeries } from './series.ts';

/** Most bytes of weights that one slot keeps as stage snapshots. */
export const SNAPSHOT_BYTES = 96 * 1024 * 1024;

/** What a stored run brings back. */
export interface RestoredRun {
  readonly snapshot: RunSnapshot;
  readonly series: StepSeries;
  readonly epochs: RunData['epochs'];
  readonly ledgers: RunData['ledgers'];
  /** Absent in what an older version stored. */
  readonly engines?: RunData['engines'];
  readonly elapsedMs?: number;
}

export class RunRecord {
  data: RunData = IDLE_RUN;
  readonly #clock = new RunClock();
  #series = new SeriesBuilder();

  /** How long the run has been going so far. */
  get elapsedMs(): number {
    return this.#clock.elapsedMs;
  }

  /** Empties the record for a new run. */
  begin(recipe: Recipe): void {
    this.#clock.set(0);
    this.#series = new SeriesBuilder();
    this.data = {
      ...IDLE_RUN,
      status: 'starting',
      recipe,
      stages: unrollStages(recipe.stages),
    };
  }

  /** Fills the record with a stored run that is to go on. */
  restore({ snapshot, series, epochs, ledgers, engines = [], elapsedMs = 0 }: RestoredRun): void {
    this.begin(snapshot.recipe);
    this.#clock.set(elapsedMs);
    this.#series = SeriesBuilder.from(series);
    this.data = {
      ...this.data,
      series,
      epochs,
      ledgers,
      engines,
      latest: snapshot,
      position: snapshot.position,
      step: this.#series.lastStep,
    };
  }

  /** Fills the record with a run that has ended. */
  finish({ recipe, model, series, epochs, ledgers, ledger, elapsedMs, ...rest }: SavedRun): void {
    this.begin(recipe);
    this.#series = SeriesBuilder.from(series);
    const position = { stage: this.data.stages.length, epoch: 0, step: 0 };
    const step = this.#series.lastStep;
    const { engines = [], snapshots = [] } = rest;
    this.set({
      ...{ series, epochs, ledgers, ledger, engines, snapshots, elapsedMs },
      ...{ status: 'ended', latest: { recipe, position, model }, position, step, totalSteps: step },
    });
  }

  set(change: Partial<RunData>): void {
    this.data = { ...this.data, ...change };
    this.#clock.follow(this.data.status === 'running');
  }

  clear(): void {
    this.data = IDLE_RUN;
    this.#series = new SeriesBuilder();
  }

  take(event: RunEvent): void {
    this.set({ teacher: null, ...this.#toChange(event) });
  }

  #toChange(event: RunEvent): Partial<RunData> {
    const { data } = this;
    switch (event.kind) {
      case 'runStarted':
        return {
          stages: event.stages,
          failure: null,
          engines: [...new Set([...data.engines, event.backend])],
          ...this.#upTo(event.resumedAt),
        };
      case 'stepsEnded': {
        this.#series.append(event.firstStep, event.losses, event.accuracies);
        const { position, stepsPerEpoch, totalSteps, learningRate, pace, lossScale = null } = event;
        const step = event.firstStep + event.losses.length;
        const series = this.#series.toSeries();
        const status = data.status === 'paused' ? 'paused' : 'running';
        const told = { position, stepsPerEpoch, totalSteps, learningRate, pace, lossScale };
        return { ...told, step, series, status };
      }
      case 'teacherAnswered': {
        const { answered, images } = event;
        return { teacher: { answered, images } };
      }
      case 'epochEnded': {
        const { kind, runId, snapshot, ...point } = event;
        const epochs = [...data.epochs, { ...point, totalSteps: data.step }];
        return { epochs, ...this.#reached(snapshot) };
      }
      case 'stageEnded': {
        const { stage, what, ledger, snapshot } = event;
        const ledgers = [...data.ledgers, { stage, what, ledger, totalSteps: data.step }];
        const snapshots =
          snapshot === undefined
            ? data.snapshots
            : keepWithin([...data.snapshots, { stage, model: snapshot.model }]);
        return { ledgers, snapshots, ...this.#reached(snapshot) };
      }
      case 'runPaused':
        return { status: 'paused', ...this.#reached(event.snapshot) };
      case 'runResumed':
        return { status: 'running' };
      case 'runEnded': {
        const { ledger, snapshot } = event;
        const { elapsedMs } = this;
        return { status: 'ended', ledger, elapsedMs, pace: null, ...this.#reached(snapshot) };
      }
      case 'runCancelled':
        return { status: 'cancelled', pace: null };
      case 'runFailed': {
        const { reason, code, values, message } = event;
        const lastGood = event.lastGood ?? data.latest;
        return { status: 'failed', pace: null, failure: { reason, code, values, message, lastGood } };
      }
    }
  }

  #reached(snapshot: RunSnapshot | undefined): Partial<RunData> {
    return snapshot === undefined ? {} : { latest: snapshot, position: snapshot.position };
  }

  /** Everything that lies before a position. The series follows when the first step after it arrives. */
  #upTo(position: RunPosition): Partial<RunData> {
    const { data } = this;
    const status = data.status === 'paused' ? ('paused' as const) : ('running' as const);
    return {
      status,
      position,
      epochs: data.epochs.filter(
        ({ stage, epoch }) => stage < position.stage || (stage === position.stage && epoch < position.epoch),
      ),
      ledgers: data.ledgers.filter(({ stage }) => stage < position.stage),
      snapshots: data.snapshots.filter(({ stage }) => stage < position.stage),
    };
  }
}

/** Bytes of a model's weights, masks and codes. */
export function countBytes({ tensors, transforms }: ModelSnapshot): number {
  return (
    tensors.reduce((sum, { values }) => sum + values.byteLength, 0) +
    transforms.reduce((sum, each) => sum + countTransformBytes(each), 0)
  );
}

/** Drops snapshots after the first, oldest first, until the rest fits. */
export function keepWithin(
  given: readonly StageSnapshot[],
  mostBytes: number = SNAPSHOT_BYTES,
): StageSnapshot[] {
  const snapshots = [...given];
  let bytes = snapshots.reduce((sum, { model }) => sum + countBytes(model), 0);
  while (bytes > mostBytes && snapshots.length > 2) {
    const [dropped] = snapshots.splice(1, 1);
    bytes -= countBytes(dropped!.model);
  }
  return snapshots;
}
