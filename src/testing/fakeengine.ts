/**
 * An engine without numerics, for tests of the client, the stores and the page. It keeps the worker contract,
 * including the life lock, and can be killed, hung or crashed at will.
 */

import type { WorkerLike } from '../client/connection.ts';
import type { CommandKind, Commands, EngineInfo, Request, WorkerMessage } from '../protocol/commands.ts';
import { LIMITS, toLifeLockName } from '../protocol/limits.ts';
import type { ModelSnapshot } from '../protocol/snapshots.ts';
import { DATASETS } from '../spec/datasets.ts';
import { toFailure } from '../spec/failure.ts';
import { MODEL_ZOO } from '../spec/zoo.ts';
import { FakeLocks } from './fakelocks.ts';
import { createFakeLedger, createFakeModel } from './fakemodels.ts';
import { FakeRun } from './fakerun.ts';

export interface FakeEngineOptions {
  readonly stepMs: number;
  readonly stepsPerEpoch: number;
  readonly lossAt: (step: number) => number;
  /** How long an answer takes. */
  readonly answerMs: number;
  /** Returns a sentence to refuse a request with, `true` to leave it unanswered, or nothing to go on. */
  readonly intercept: (request: Request) => string | true | undefined;
}

const DEFAULTS: FakeEngineOptions = {
  stepMs: 5,
  stepsPerEpoch: 3,
  lossAt: (step) => 2.3 * Math.exp(-step / 20),
  answerMs: 0,
  intercept: () => undefined,
};

type Listener = (event: { data?: unknown; message?: string }) => void;

/** All workers that were spawned, and the locks that they hold. */
export class FakeEngine {
  readonly locks = new FakeLocks();
  readonly workers: FakeWorker[] = [];
  readonly options: FakeEngineOptions;

  constructor(options: Partial<FakeEngineOptions> = {}) {
    this.options = { ...DEFAULTS, ...options };
  }

  readonly spawn = (workerId: string): FakeWorker => {
    const worker = new FakeWorker(workerId, this);
    this.workers.push(worker);
    return worker;
  };

  /** The worker that was spawned last. */
  get current(): FakeWorker {
    const worker = this.workers.at(-1);
    if (worker === undefined) throw new Error('no worker has been spawned');
    return worker;
  }
}

export class FakeWorker implements WorkerLike {
  /** Every request that arrived, oldest first. */
  readonly received: Request[] = [];
  readonly models = new Map<string, ModelSnapshot>();
  readonly #engine: FakeEngine;
  readonly #lock: string;
  readonly #listeners = new Map<string, Listener[]>();
  readonly #heart: ReturnType<typeof setInterval>;
  #isSilent = false;
  #run: FakeRun | undefined;

  constructor(workerId: string, engine: FakeEngine) {
    this.#engine = engine;
    this.#lock = toLifeLockName(workerId);
    engine.locks.hold(this.#lock);
    this.#heart = setInterval(() => this.#say({ kind: 'heartBeat' }), LIMITS.heartBeatMs);
  }

  addEventListener(kind: string, listener: Listener): void {
    this.#listeners.set(kind, [...(this.#listeners.get(kind) ?? []), listener]);
  }

  postMessage(message: unknown): void {
    const request = structuredClone(message) as Request;
    setTimeout(() => this.#take(request), this.#engine.options.answerMs);
  }

  terminate(): void {
    this.hang();
    this.#engine.locks.release(this.#lock);
  }

  /** As the browser would: silently, at once. */
  kill(): void {
    this.terminate();
  }

  /** Neither answers nor beats, but lives. */
  hang(): void {
    this.#isSilent = true;
    clearInterval(this.#heart);
    this.#run?.stop();
  }

  /** The run stands still while the heart beats on, as when a GPU is lost. */
  stall(): void {
    this.#run?.stop();
  }

  /** An error that nothing caught. */
  crash(message: string): void {
    for (const listener of this.#listeners.get('error') ?? []) listener({ message });
  }

  /** Says something out of turn. */
  say(message: WorkerMessage): void {
    this.#say(message);
  }

  #say(message: WorkerMessage): void {
    if (this.#isSilent) return;
    const data = structuredClone(message);
    for (const listener of this.#listeners.get('message') ?? []) listener({ data });
  }

  #take(request: Request): void {
    if (this.#isSilent) return;
    this.received.push(request);
    const { requestId } = request;
    try {
      const verdict = this.#engine.options.intercept(request);
      if (verdict === true) return;
      if (verdict !== undefined) throw new Error(verdict);
      this.#say({ kind: 'answered', requestId, value: this.#answer(request) });
    } catch (error) {
      this.#say({ kind: 'refused', requestId, failure: toFailure(error) });
      return;
    }
    this.#follow(request);
  }

  #answer(request: Request): Commands[CommandKind]['answer'] {
    switch (request.kind) {
      case 'setWorkers':
        return null;
      case 'initialize':
        return toFakeInfo(request.backend);
      case 'measurePace':
        return { model: 'lenet-300-100', imagesPerSecond: 1000, gflops: 10, roofGflops: 40 };
      case 'loadModel': {
        const { slot, source } = request;
        const model =
          source.kind === 'snapshot'
            ? source.model
            : source.kind === 'checkpoint'
              ? createFakeModel(MODEL_ZOO[source.name])
              : createFakeModel(MODEL_ZOO['lenet-300-100'], source.bytes.length);
        this.models.set(slot, model);
        return model;
      }
      case 'releaseModel':
        this.models.delete(request.slot);
        return null;
      case 'evaluate': {
        this.#find(request.slot);
        const prune = request.stages.find((each) => each.kind === 'prune');
        const sparsity = prune?.sparsity;
        const error = 0.02 + 0.5 * (typeof sparsity === 'number' ? sparsity ** 4 : 0);
        const tested = request.examples;
        return { split: request.split, wrong: Math.round(error * tested), tested, error, loss: error * 3 };
      }
      case 'gradients': {
        const tensor = this.#find(request.slot).tensors.find(({ name }) => name === request.tensor);
        if (tensor === undefined) throw new Error(`there is no tensor ${request.tensor}`);
        const values = tensor.values.map((value) => value / request.examples);
        return { values, loss: 0.5, correct: request.examples };
      }
      case 'optimalCentroids':
        return { centroids: request.values.slice(0, request.clusters).sort(), distortion: 0 };
      case 'predict': {
        this.#find(request.slot);
        const at = request.pixels.reduce((sum, each) => sum + each, 0) % 10;
        return Float32Array.from({ length: 10 }, (_, digit) => (digit === at ? 0.91 : 0.01));
      }
      case 'weigh':
        return createFakeLedger(this.#find(request.slot));
      case 'timeTogether':
        return request.models.map((_, at) => ({ latencyMs: { median: 0.1 * (at + 1), p95: 0.2, n: 40 } }));
      case 'encode':
        return Uint8Array.from(this.#find(request.slot).spec.name, (letter) => letter.charCodeAt(0));
      case 'testImage': {
        const pixels = new Uint8Array(DATASETS[request.dataset].imageShape.reduce((a, b) => a * b));
        pixels.fill(request.index % 256);
        return { pixels, label: request.index % 10 };
      }
      default:
        return null;
    }
  }

  /** What comes beside the answer. */
  #follow(request: Request): void {
    if (request.kind === 'start') {
      this.#run?.cancel();
      const { runId, recipe, resumeFrom, paused } = request;
      const { stepMs, stepsPerEpoch, lossAt } = this.#engine.options;
      this.#run = new FakeRun({
        runId,
        recipe,
        resumeFrom,
        paused,
        stepMs,
        stepsPerEpoch,
        lossAt,
        emit: (event) => this.#say(event),
      });
    }
    if (request.kind === 'loadData') {
      const { trainCount: trainExamples, testCount: testExamples } = DATASETS[request.dataset];
      const bytes = { loadedBytes: 1000, totalBytes: 1000, trainExamples, testExamples };
      this.#say({ kind: 'dataProgressed', dataset: request.dataset, ...bytes });
    }
    if ('runId' in request && request.runId === this.#run?.runId) {
      if (request.kind === 'pause') this.#run.pause();
      if (request.kind === 'resume') this.#run.resume();
      if (request.kind === 'step') this.#run.step();
      if (request.kind === 'cancel') this.#run.cancel();
    }
  }

  #find(slot: string): ModelSnapshot {
    const model = this.models.get(slot);
    if (model === undefined) throw new Error(`there is no model in slot ${slot}`);
    return model;
  }
}

function toFakeInfo(requested: EngineInfo['requested']): EngineInfo {
  return {
    backend: requested,
    requested,
    selfTest: { passed: true, largestError: 0, elapsedMs: 1 },
    bitExact: requested === 'wasm',
    gflops: 20,
  };
}
