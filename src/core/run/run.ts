/**
 * How is a recipe carried out? Stage by stage, step by step, from random weights, a checkpoint or a snapshot;
 * with a ledger after every stage. The same recipe gives the same weights to the bit, twice in a row and
 * after a pause, because nothing random depends on anything but the seed and the position.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { BackendName } from '../../protocol/backends.ts';
import type { Evaluation, RunEvent } from '../../protocol/events.ts';
import type { Ledger } from '../../protocol/ledger.ts';
import type { ModelSnapshot, RunPosition, RunSnapshot } from '../../protocol/snapshots.ts';
import { toWideSpec } from '../../recipe/fit.ts';
import { checkStage } from '../../recipe/parse.ts';
import type { Recipe, Stage, TrainStage } from '../../recipe/schema.ts';
import { unrollStages } from '../../recipe/unroll.ts';
import type { LossTerm } from '../loss/terms.ts';
import { evaluate } from '../measure/evaluate.ts';
import { measureLatency } from '../measure/latency.ts';
import { weighModel } from '../measure/ledger.ts';
import type { Network } from '../models/network.ts';
import { countSteps, openSplits, type Splits } from '../pass/splits.ts';
import { type ChangeStage, changeNetwork } from '../stages/table.ts';
import { checkStoredTeachers } from '../teach/check.ts';
import { StageModels } from '../teach/stagemodels.ts';
import { Teacher } from '../teach/teacher.ts';
import { openTerms } from '../teach/terms.ts';
import { LossScaler } from '../train/lossscaler.ts';
import { Optimizer } from '../train/optimizer.ts';
import { drawOrder } from './batches.ts';
import { RunCancelledError, RunControl } from './control.ts';
import type { RunEnvironment } from './environment.ts';
import { toRunFailure } from './failure.ts';
import { checkLoss, checkWeights } from './finite.ts';
import { StepReporter } from './progress.ts';
import { openStart } from './source.ts';
import { takeStep } from './step.ts';

export class Run {
  readonly runId: number;
  readonly recipe: Recipe;
  readonly control: RunControl;
  readonly #environment: RunEnvironment;
  readonly #teacher: Teacher;
  readonly #stageModels: StageModels;
  readonly #stages: readonly Stage[];
  readonly #resumeFrom: RunSnapshot | undefined;
  readonly #startedAt = performance.now();
  readonly #yieldThread = () => this.control.yieldThread();
  #network: Network | undefined;
  #optimizer: Optimizer | undefined;
  #scaler: LossScaler | undefined;
  #position: RunPosition;
  #lastGood: RunSnapshot | undefined;
  #reporter: StepReporter | undefined;

  /** @param resumeFrom a snapshot of a run of the same recipe; the recipe inside it is the one that counts */
  constructor(
    runId: number,
    recipe: Recipe,
    environment: RunEnvironment,
    options: { resumeFrom?: RunSnapshot; paused?: boolean } = {},
  ) {
    this.runId = runId;
    this.recipe = options.resumeFrom?.recipe ?? recipe;
    this.control = new RunControl(options.paused ?? false);
    this.#environment = environment;
    this.#stageModels = new StageModels(this.recipe.stages, options.resumeFrom?.stageModels);
    this.#teacher = new Teacher(this.recipe, environment, {
      tell: (progress) => this.#emit({ kind: 'teacherAnswered', runId, ...progress }),
      stageModels: this.#stageModels,
    });
    this.#stages = unrollStages(this.recipe.stages);
    this.#resumeFrom = options.resumeFrom;
    this.#position = options.resumeFrom?.position ?? { stage: 0, epoch: 0, step: 0 };
  }

  /**
   * Runs to the end and frees everything. Says how it ended as an event (runEnded, runCancelled or runFailed)
   * and never throws for a reason that lies in the recipe or the data.
   * @returns the final effective model where it ended well
   */
  async execute(): Promise<ModelSnapshot | undefined> {
    const { runId } = this;
    try {
      return await this.#execute();
    } catch (error) {
      this.#reporter?.flush();
      if (error instanceof RunCancelledError) this.#emit({ kind: 'runCancelled', runId });
      else
        this.#emit({
          kind: 'runFailed',
          runId,
          ...toRunFailure(error),
          ...(this.#lastGood && { lastGood: this.#lastGood }),
        });
      return undefined;
    } finally {
      this.#network?.dispose();
      this.#optimizer?.dispose();
    }
  }

  #emit(event: RunEvent): void {
    this.#environment.emit(event);
  }

  async #execute(): Promise<ModelSnapshot> {
    const { runId } = this;
    this.#network = await openStart(this.recipe, this.#resumeFrom, this.#environment);
    await checkStoredTeachers(this.recipe, this.#teacher);
    const splits = await openSplits(this.#environment.dataset, this.recipe, this.#stages);
    const { count } = splits.train;
    const stepsBefore = countSteps(this.#stages, count, this.#position);
    this.#reporter = new StepReporter(runId, countSteps(this.#stages, count), stepsBefore, (event) =>
      this.#emit(event),
    );
    this.#emit({
      kind: 'runStarted',
      runId,
      stages: this.#stages,
      resumedAt: this.#position,
      backend: tf.getBackend() as BackendName,
    });
    this.#lastGood = this.#resumeFrom ?? (await this.#takeSnapshot());

    let ledger: Ledger | undefined;
    for (let stage = this.#position.stage; stage < this.#stages.length; stage++) {
      const what = this.#stages[stage]!;
      checkStage(what, this.#network.spec, ['stages', stage]);
      const evaluation =
        what.kind === 'train' ? await this.#train(what, splits) : await this.#change(what, splits);
      this.#position = { stage: stage + 1, epoch: 0, step: 0 };
      await this.#stageModels.note(stage, this.#network);
      ledger = await this.#weigh(splits, evaluation);
      this.#lastGood = await this.#takeSnapshot();
      this.#emit({ kind: 'stageEnded', runId, stage, what, ledger, ...this.#attached() });
    }
    ledger ??= await this.#weigh(splits);
    const elapsedMs = performance.now() - this.#startedAt;
    this.#emit({ kind: 'runEnded', runId, ledger, elapsedMs, ...this.#attached() });
    return this.#network.toEffectiveSnapshot();
  }

  async #change(stage: ChangeStage, splits: Splits): Promise<undefined> {
    await this.control.passGate(() => this.#hold());
    this.#network = await changeNetwork(this.#network!, stage, {
      seed: this.recipe.seed,
      splits,
      teacher: this.#teacher,
      pool: this.#environment.pool,
      yieldThread: this.#yieldThread,
    });
  }

  /** @returns the last epoch's evaluation where that was on the test set */
  async #train(stage: TrainStage, splits: Splits): Promise<Evaluation | undefined> {
    const network = this.#network!;
    const shapes = new Map(network.stored.map(({ name, shape }) => [name, shape]));
    const resumed = this.#resumeFrom?.position.stage === this.#position.stage ? this.#resumeFrom : undefined;
    this.#optimizer = new Optimizer(stage.optimizer, resumed?.optimizer, shapes);
    this.#scaler = stage.lossScale && new LossScaler(stage.lossScale, resumed?.lossScale);
    const terms = await openTerms(stage, {
      teacher: this.#teacher,
      network,
      own: toWideSpec(this.recipe),
      seed: this.recipe.seed,
      stage: this.#position.stage,
      examples: splits.train,
      yieldThread: this.#yieldThread,
    });
    let evaluation: Evaluation | undefined;
    for (let epoch = this.#position.epoch; epoch < stage.epochs; epoch++) {
      evaluation = await this.#trainEpoch(stage, splits, epoch, terms);
    }
    network.dropAuxiliary();
    this.#optimizer.dispose();
    this.#optimizer = undefined;
    this.#scaler = undefined;
    return evaluation?.split === 'test' ? evaluation : undefined;
  }

  async #trainEpoch(
    stage: TrainStage,
    splits: Splits,
    epoch: number,
    terms: readonly LossTerm[] | undefined,
  ): Promise<Evaluation> {
    const examples = splits.train;
    const { stage: index } = this.#position;
    const { seed } = this.recipe;
    const stepsPerEpoch = Math.ceil(examples.count / stage.batchSize);
    const order = drawOrder(examples.count, seed, index, epoch);
    const optimizer = this.#optimizer!;
    const shared = { network: this.#network!, optimizer, scaler: this.#scaler, pool: this.#environment.pool };
    const work = { ...shared, stage, seed, examples, order, stepsPerEpoch, terms };
    const seen = { images: 0, correct: 0, loss: 0, elapsedMs: 0 };

    for (let step = this.#position.epoch === epoch ? this.#position.step : 0; step < stepsPerEpoch; step++) {
      const at = { stage: index, epoch, step };
      this.#position = at;
      const goesOn = await this.control.passGate(() => this.#hold());
      if (goesOn) this.#emit({ kind: 'runResumed', runId: this.runId });
      const { correct, ...outcome } = await takeStep(work, at);
      const { loss, images, elapsedMs } = outcome;
      seen.images += images;
      seen.correct += correct;
      seen.loss += loss * images;
      seen.elapsedMs += elapsedMs;
      const stageStepsLeft = (stage.epochs - epoch) * stepsPerEpoch - step - 1;
      const told = { ...outcome, accuracy: correct / images };
      this.#reporter!.add({ ...told, position: at, stepsPerEpoch, stageStepsLeft });
    }
    this.#reporter!.flush();
    return this.#endEpoch(stage, splits, epoch, seen);
  }

  async #endEpoch(
    stage: TrainStage,
    splits: Splits,
    epoch: number,
    seen: { images: number; correct: number; loss: number; elapsedMs: number },
  ): Promise<Evaluation> {
    const network = this.#network!;
    this.#position = { stage: this.#position.stage, epoch: epoch + 1, step: 0 };
    const split = splits.validation.count > 0 ? 'validation' : 'test';
    const evaluation = await evaluate(
      network,
      splits[split],
      { split, yieldThread: this.#yieldThread },
      this.#environment.pool,
    );
    const at = { ...this.#position, epoch, step: Math.ceil(splits.train.count / stage.batchSize) };
    const doing = { at, stage, learningRate: stage.optimizer.learningRate };
    await checkLoss(network, doing, evaluation.loss);
    await checkWeights(network, doing);
    this.#lastGood = await this.#takeSnapshot();
    this.#emit({
      kind: 'epochEnded',
      runId: this.runId,
      stage: this.#position.stage,
      epoch,
      epochs: stage.epochs,
      trainLoss: seen.loss / seen.images,
      trainAccuracy: seen.correct / seen.images,
      evaluation,
      elapsedMs: seen.elapsedMs,
      imagesPerSecond: (seen.images * 1000) / seen.elapsedMs,
      ...this.#attached(),
    });
    return evaluation;
  }

  async #weigh(splits: Splits, known?: Evaluation): Promise<Ledger> {
    const network = this.#network!;
    const evaluation =
      known ??
      (await evaluate(
        network,
        splits.test,
        { split: 'test', yieldThread: this.#yieldThread },
        this.#environment.pool,
      ));
    return weighModel(
      await network.toEffectiveSnapshot(),
      evaluation,
      await (this.#environment.measure ?? measureLatency)(network, this.#yieldThread),
    );
  }

  async #hold(): Promise<void> {
    this.#reporter?.flush();
    const snapshot = await this.#takeSnapshot();
    this.#emit({ kind: 'runPaused', runId: this.runId, position: this.#position, snapshot });
  }

  async #takeSnapshot(): Promise<RunSnapshot> {
    const optimizer = await this.#optimizer?.toSnapshot();
    const model = await this.#network!.toSnapshot();
    const stageModels = this.#stageModels.toSnapshot();
    return {
      recipe: this.recipe,
      position: this.#position,
      model,
      ...(optimizer && { optimizer }),
      ...(this.#scaler && { lossScale: this.#scaler.state }),
      ...(stageModels.length > 0 && { stageModels }),
    };
  }

  #attached(): { snapshot?: RunSnapshot } {
    return this.#environment.withSnapshots && this.#lastGood ? { snapshot: this.#lastGood } : {};
  }
}
