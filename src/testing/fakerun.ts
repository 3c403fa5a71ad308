/** A run as the engine would report it, with made-up losses: one training step for each turn of the timer. */
import type { RunEvent } from '../protocol/events.ts';
import type { RunPosition, RunSnapshot } from '../protocol/snapshots.ts';
import { toModelSpec } from '../recipe/parse.ts';
import type { Recipe, Stage } from '../recipe/schema.ts';
import { unrollStages } from '../recipe/unroll.ts';
import { createFakeLedger, createFakeModel } from './fakemodels.ts';

export interface FakeRunOptions {
  readonly runId: number;
  readonly recipe: Recipe;
  readonly resumeFrom?: RunSnapshot | undefined;
  readonly paused?: boolean | undefined;
  readonly stepMs: number;
  readonly stepsPerEpoch: number;
  /** The loss that this step of the whole run gives; the run fails where it is not finite. */
  readonly lossAt: (step: number) => number;
  readonly emit: (event: RunEvent) => void;
}

export class FakeRun {
  readonly runId: number;
  readonly #options: FakeRunOptions;
  readonly #stages: readonly Stage[];
  #position: RunPosition;
  #isPaused: boolean;
  #isOver = false;
  #sparsity = 0;
  #lastGood: RunSnapshot | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: FakeRunOptions) {
    this.#options = options;
    this.runId = options.runId;
    this.#stages = unrollStages(options.recipe.stages);
    this.#position = options.resumeFrom?.position ?? { stage: 0, epoch: 0, step: 0 };
    this.#isPaused = options.paused ?? false;
    this.#lastGood = options.resumeFrom;
    for (const stage of this.#stages.slice(0, this.#position.stage)) this.#prune(stage);
    this.#emit({
      kind: 'runStarted',
      runId: this.runId,
      stages: this.#stages,
      resumedAt: this.#position,
      backend: 'wasm',
    });
    if (this.#isPaused) this.#hold();
    else this.#schedule();
  }

  pause(): void {
    if (this.#isOver || this.#isPaused) return;
    this.#isPaused = true;
    clearTimeout(this.#timer);
    this.#hold();
  }

  resume(): void {
    if (this.#isOver || !this.#isPaused) return;
    this.#isPaused = false;
    this.#emit({ kind: 'runResumed', runId: this.runId });
    this.#schedule();
  }

  step(): void {
    if (!this.#isPaused || this.#isOver) return;
    this.#advance();
    if (!this.#isOver) this.#hold();
  }

  cancel(): void {
    if (this.#isOver) return;
    this.stop();
    this.#emit({ kind: 'runCancelled', runId: this.runId });
  }

  /** Ends without a word, as a killed worker does. */
  stop(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
  }

  #emit(event: RunEvent): void {
    this.#options.emit(event);
  }

  #schedule(): void {
    this.#timer = setTimeout(() => {
      this.#advance();
      if (!this.#isOver && !this.#isPaused) this.#schedule();
    }, this.#options.stepMs);
  }

  #hold(): void {
    this.#emit({
      kind: 'runPaused',
      runId: this.runId,
      position: this.#position,
      snapshot: this.#takeSnapshot(),
    });
  }

  #advance(): void {
    const stage = this.#stages[this.#position.stage];
    if (stage === undefined) this.#end();
    else if (stage.kind === 'train') this.#train(stage.epochs);
    else {
      this.#prune(stage);
      this.#endStage();
    }
  }

  #prune(stage: Stage): void {
    if (stage.kind === 'prune') this.#sparsity = typeof stage.sparsity === 'number' ? stage.sparsity : 0.5;
  }

  #train(epochs: number): void {
    const { stepsPerEpoch, lossAt } = this.#options;
    const { stage, epoch, step } = this.#position;
    const firstStep = this.#countSteps(this.#position);
    const loss = lossAt(firstStep + 1);
    if (!Number.isFinite(loss)) {
      this.stop();
      this.#emit({
        kind: 'runFailed',
        runId: this.runId,
        reason: 'notFinite',
        code: 'notFinite',
        values: {},
        message: `The loss is ${loss} at step ${step + 1} of epoch ${epoch + 1}.`,
        ...(this.#lastGood && { lastGood: this.#lastGood }),
      });
      return;
    }
    const totalSteps = this.#countSteps({ stage: this.#stages.length, epoch: 0, step: 0 });
    const secondsLeft = ((totalSteps - firstStep - 1) * this.#options.stepMs) / 1000;
    this.#emit({
      kind: 'stepsEnded',
      runId: this.runId,
      position: this.#position,
      stepsPerEpoch,
      firstStep,
      totalSteps,
      losses: Float32Array.of(loss),
      accuracies: Float32Array.of(Math.exp(-loss)),
      learningRate: 0.1,
      pace: { imagesPerSecond: 1000, stageSecondsLeft: secondsLeft, runSecondsLeft: secondsLeft },
    });
    if (step + 1 < stepsPerEpoch) {
      this.#position = { stage, epoch, step: step + 1 };
      return;
    }
    this.#position = { stage, epoch: epoch + 1, step: 0 };
    const snapshot = this.#takeSnapshot();
    this.#lastGood = snapshot;
    this.#emit({
      kind: 'epochEnded',
      runId: this.runId,
      stage,
      epoch,
      epochs,
      trainLoss: loss,
      trainAccuracy: Math.exp(-loss),
      evaluation: { split: 'test', wrong: 100, tested: 1000, error: 0.1, loss },
      elapsedMs: stepsPerEpoch * this.#options.stepMs,
      imagesPerSecond: 1000,
      snapshot,
    });
    if (epoch + 1 === epochs) this.#endStage();
  }

  #endStage(): void {
    const { stage } = this.#position;
    this.#position = { stage: stage + 1, epoch: 0, step: 0 };
    const snapshot = this.#takeSnapshot();
    this.#lastGood = snapshot;
    const ledger = createFakeLedger(snapshot.model);
    this.#emit({
      kind: 'stageEnded',
      runId: this.runId,
      stage,
      what: this.#stages[stage]!,
      ledger,
      snapshot,
    });
    if (stage + 1 === this.#stages.length) this.#end();
  }

  #end(): void {
    const snapshot = this.#takeSnapshot();
    this.stop();
    const ledger = createFakeLedger(snapshot.model);
    this.#emit({ kind: 'runEnded', runId: this.runId, ledger, elapsedMs: 1000, snapshot });
  }

  #countSteps(before: RunPosition): number {
    const { stepsPerEpoch } = this.#options;
    return this.#stages.slice(0, before.stage + 1).reduce((sum, stage, index) => {
      if (stage.kind !== 'train') return sum;
      return (
        sum +
        (index < before.stage ? stage.epochs * stepsPerEpoch : before.epoch * stepsPerEpoch + before.step)
      );
    }, 0);
  }

  #takeSnapshot(): RunSnapshot {
    const { recipe } = this.#options;
    const model = createFakeModel(toModelSpec(recipe.model), recipe.seed, this.#sparsity);
    return { recipe, position: this.#position, model };
  }
}
