/**
 * How far is the run and how fast does it go? Collects training steps and hands them on at most about 15
 * times a second; estimates the time left from the steps of this run.
 */
import type { StepsEnded } from '../../protocol/events.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { RunPosition } from '../../protocol/snapshots.ts';
import type { LossScaleState } from '../../techniques/lossscale/options.ts';

export class StepReporter {
  readonly #runId: number;
  readonly #totalSteps: number;
  readonly #emit: (event: StepsEnded) => void;
  #losses: number[] = [];
  #accuracies: number[] = [];
  #done: number;
  #lastReport = performance.now();
  /** Smoothed milliseconds and images of one step; 0 before the first. */
  #stepMs = 0;
  #stepImages = 0;
  #pending:
    | Omit<StepsEnded, 'kind' | 'runId' | 'firstStep' | 'totalSteps' | 'losses' | 'accuracies' | 'pace'>
    | undefined;
  #stageStepsLeft = 0;

  /** @param done training steps of the recipe that lie before this run's first */
  constructor(runId: number, totalSteps: number, done: number, emit: (event: StepsEnded) => void) {
    this.#runId = runId;
    this.#totalSteps = totalSteps;
    this.#done = done;
    this.#emit = emit;
  }

  add(step: {
    loss: number;
    accuracy: number;
    images: number;
    elapsedMs: number;
    position: RunPosition;
    stepsPerEpoch: number;
    stageStepsLeft: number;
    learningRate: number;
    lossScale?: LossScaleState;
  }): void {
    this.#losses.push(step.loss);
    this.#accuracies.push(step.accuracy);
    this.#done++;
    const weight = this.#stepMs === 0 ? 1 : 0.05;
    this.#stepMs += weight * (step.elapsedMs - this.#stepMs);
    this.#stepImages += weight * (step.images - this.#stepImages);
    this.#stageStepsLeft = step.stageStepsLeft;
    this.#pending = {
      position: step.position,
      stepsPerEpoch: step.stepsPerEpoch,
      learningRate: step.learningRate,
      ...(step.lossScale && { lossScale: step.lossScale }),
    };
    if (performance.now() - this.#lastReport >= LIMITS.reportEveryMs) this.flush();
  }

  /** Emits what has been collected, if anything. */
  flush(): void {
    this.#lastReport = performance.now();
    if (this.#pending === undefined || this.#losses.length === 0) return;
    const count = this.#losses.length;
    this.#emit({
      kind: 'stepsEnded',
      runId: this.#runId,
      ...this.#pending,
      firstStep: this.#done - count,
      totalSteps: this.#totalSteps,
      losses: Float32Array.from(this.#losses),
      accuracies: Float32Array.from(this.#accuracies),
      pace: {
        imagesPerSecond: (this.#stepImages * 1000) / Math.max(this.#stepMs, 1e-3),
        stageSecondsLeft: (this.#stageStepsLeft * this.#stepMs) / 1000,
        runSecondsLeft: ((this.#totalSteps - this.#done) * this.#stepMs) / 1000,
      },
    });
    this.#losses = [];
    this.#accuracies = [];
  }
}
