/**
 * What does the engine's thread do with a command? One handler per kind of command; models live here in slots
 * as networks, data sets as bytes, and at most one run is active.
 */

import { comparePositions } from '../codec/comparison.ts';
import { decodeModel, encodeModel } from '../codec/container.ts';
import { startBackend } from '../core/engine/backend.ts';
import { watchDevice } from '../core/engine/device.ts';
import { measurePace } from '../core/engine/pace.ts';
import { evaluate } from '../core/measure/evaluate.ts';
import { measureGradient } from '../core/measure/gradients.ts';
import { measureLatency, timeModels } from '../core/measure/latency.ts';
import { weighModel } from '../core/measure/ledger.ts';
import { predict, readLayer } from '../core/measure/predict.ts';
import { Network } from '../core/models/network.ts';
import { HelperPool, type SpawnHelper } from '../core/parallel/pool.ts';
import { yieldToMessages } from '../core/run/control.ts';
import { Run } from '../core/run/run.ts';
import { changeCopy } from '../core/stages/table.ts';
import { Teacher } from '../core/teach/teacher.ts';
import { createDataset, type Dataset } from '../data/dataset.ts';
import { clusterValues } from '../math/kmeans.ts';
import type { CommandKind, Commands, ModelSource, Request } from '../protocol/commands.ts';
import type { EngineEvent } from '../protocol/events.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { ModelSnapshot } from '../protocol/snapshots.ts';
import { checkReads, type DatasetName, findDataset } from '../spec/datasets.ts';
import { withCode } from '../spec/failure.ts';
import type { ModelSpec } from '../spec/model.ts';
import { type CheckpointName, MODEL_DATASET, MODEL_ZOO, NET_NAMES } from '../spec/zoo.ts';
import { fetchFile } from './fetchfile.ts';
import { FileShelf } from './fileshelf.ts';

type Arguments<Kind extends CommandKind> = Commands[Kind]['arguments'];
type Handlers = { [Kind in CommandKind]: (given: Arguments<Kind>) => Promise<Commands[Kind]['answer']> };

interface Paths {
  readonly dataPath: string;
  readonly modelsPath: string;
}

export class Session {
  readonly #emit: (event: EngineEvent) => void;
  readonly #spawnHelper: SpawnHelper;
  readonly #datasets = new Map<DatasetName, Dataset>();
  readonly #models = new Map<string, Network>();
  readonly #files = new FileShelf();
  #paths: Paths | undefined;
  /** Absent on a GPU. */
  #pool: HelperPool | undefined;
  #isRunning = false;
  #run: { readonly run: Run; readonly done: Promise<unknown> } | undefined;

  constructor(emit: (event: EngineEvent) => void, spawnHelper: SpawnHelper) {
    this.#emit = emit;
    this.#spawnHelper = spawnHelper;
  }

  /** Carries out a command. Rejects with one sentence where it can't. */
  answer(request: Request): Promise<Commands[CommandKind]['answer']> {
    if (request.kind !== 'initialize' && this.#paths === undefined) {
      return Promise.reject(new Error(`initialize must come before ${request.kind}`));
    }
    const handler = this.#handlers[request.kind] as (
      given: Request,
    ) => Promise<Commands[CommandKind]['answer']>;
    return handler(request);
  }

  readonly #handlers: Handlers = {
    initialize: async ({ backend, workers, dataPath, modelsPath, wasmPath }) => {
      const info = await startBackend(backend, wasmPath);
      watchDevice((detail) => this.#emit({ kind: 'deviceLost', detail }));
      this.#paths = { dataPath, modelsPath };
      if (info.backend === 'wasm') {
        const onReplaced = (reason: string) => this.#emit({ kind: 'helperReplaced', reason });
        this.#pool = new HelperPool(this.#spawnHelper, wasmPath, workers - 1, onReplaced);
      }
      return info;
    },
    setWorkers: async ({ workers }) => {
      this.#pool?.resize(workers - 1);
      return null;
    },

    measurePace: async ({ slot }) => {
      if (this.#isRunning) return null;
      const network = slot === undefined ? [...this.#models.values()].at(-1) : this.#model(slot);
      return measurePace(network?.spec ?? MODEL_ZOO['lenet-300-100'], yieldToMessages);
    },

    start: async ({ runId, recipe, resumeFrom, paused, models = {} }) => {
      const before = this.#run;
      before?.run.control.cancel();
      const run = new Run(
        runId,
        recipe,
        {
          dataset: this.#dataset(recipe.dataset.name),
          loadCheckpoint: (name) => this.#fetchCheckpoint(name),
          loadStored: async (id) => (Object.hasOwn(models, id) ? models[id] : undefined),
          emit: this.#emit,
          withSnapshots: true,
          ...(this.#pool && { pool: this.#pool }),
        },
        { ...(resumeFrom && { resumeFrom }), ...(paused && { paused }) },
      );
      this.#isRunning = true;
      // In its place at once, so that a pause or cancel that follows finds it.
      this.#run = { run, done: Promise.resolve(before?.done).then(() => this.#execute(run)) };
      return null;
    },
    pause: async ({ runId }) => this.#steer(runId, (run) => run.control.pause()),
    resume: async ({ runId }) => this.#steer(runId, (run) => run.control.resume()),
    step: async ({ runId }) => this.#steer(runId, (run) => run.control.step()),
    cancel: async ({ runId }) => this.#steer(runId, (run) => run.control.cancel()),

    loadModel: async ({ slot, source }) => {
      const network = Network.fromSnapshot(await this.#openSource(source));
      this.#models.get(slot)?.dispose();
      this.#models.set(slot, network);
      return network.toSnapshot();
    },
    releaseModel: async ({ slot }) => {
      this.#models.get(slot)?.dispose();
      this.#models.delete(slot);
      return null;
    },

    evaluate: async ({ slot, dataset, split, examples, stages, seed = 0, integers = false, temperature }) => {
      const source = this.#model(slot);
      checkReads(source.spec, dataset);
      const data = this.#dataset(dataset);
      await data.waitFor(split, examples);
      const splits = data.select();
      const teacher = this.#createTeacher(source.spec, dataset);
      const context = { seed, splits, teacher, pool: this.#pool, yieldThread: yieldToMessages };
      const copy = await changeCopy(source, stages, context);
      try {
        const counts = { split, count: examples, withAnswers: true, withIntegers: integers, temperature };
        return await evaluate(copy, splits[split], { ...counts, yieldThread: yieldToMessages }, this.#pool);
      } finally {
        copy.dispose();
      }
    },

    gradients: async ({ slot, tensor, dataset, examples }) => {
      const network = this.#model(slot);
      checkReads(network.spec, dataset);
      const data = this.#dataset(dataset);
      await data.waitFor('train', examples);
      return measureGradient(network, data.select().train, tensor, examples);
    },

    optimalCentroids: async ({ values, clusters }) => {
      const { centroids, distortion } = clusterValues(values, clusters, 'optimal');
      return { centroids, distortion };
    },

    predict: async ({ slot, pixels }) => predict(this.#model(slot), pixels),
    readLayer: async ({ slot, layer, pixels }) => readLayer(this.#model(slot), layer, pixels),

    weigh: async ({ slot }) => {
      const network = this.#model(slot);
      const data = this.#dataset(toDataset(network.spec));
      await data.waitFor('test', data.info.testCount);
      const options = { split: 'test', yieldThread: yieldToMessages } as const;
      const evaluation = await evaluate(network, data.select().test, options, this.#pool);
      return weighModel(
        await network.toEffectiveSnapshot(),
        evaluation,
        await measureLatency(network, yieldToMessages),
      );
    },

    timeTogether: async ({ models }) => timeModels(models, yieldToMessages),

    encode: async ({ slot, coding }) =>
      encodeModel(await this.#model(slot).toEffectiveSnapshot(), coding && { coding }).bytes,

    dissect: async ({ bytes }) => this.#files.dissect(bytes),
    readFields: async ({ file, region, from, count }) =>
      this.#files.find(file).readFields(region, from, count),
    comparePositions: async ({ slot, tensor }) => {
      const network = this.#model(slot);
      return comparePositions(await network.readEffective(tensor), network.info(tensor).shape);
    },

    testImage: async ({ dataset, index }) => {
      const data = this.#dataset(dataset);
      await data.waitFor('test', index + 1);
      const { test } = data.select();
      return { pixels: test.imageAt(index), label: test.labelAt(index) };
    },

    loadData: async ({ dataset }) => {
      await this.#dataset(dataset).load();
      return null;
    },
  };

  async #execute(run: Run): Promise<void> {
    try {
      await run.execute();
    } finally {
      if (this.#run?.run === run) this.#isRunning = false;
    }
  }

  #steer(runId: number, change: (run: Run) => void): null {
    if (this.#run?.run.runId === runId) change(this.#run.run);
    return null;
  }

  /** Teaches questions about a model, which know no stored models. */
  #createTeacher(spec: ModelSpec, dataset: DatasetName): Teacher {
    const model = { spec: { ...spec, inputShape: [...spec.inputShape] as [number, number, number] } };
    return new Teacher(
      { model, dataset: { name: dataset, validationExamples: 0 } },
      { loadCheckpoint: (name) => this.#fetchCheckpoint(name), pool: this.#pool },
    );
  }

  #model(slot: string): Network {
    const network = this.#models.get(slot);
    if (network === undefined)
      throw withCode(new Error(`there is no model in the slot ${slot}`), 'noModel', { slot });
    return network;
  }

  #dataset(name: DatasetName): Dataset {
    const known = this.#datasets.get(name);
    if (known !== undefined) return known;
    const fetchBytes = (path: string, isRetry: boolean) =>
      fetchFile(`${this.#paths!.dataPath}${path}`, isRetry);
    const dataset = createDataset(name, fetchBytes, (progress) =>
      this.#emit({ kind: 'dataProgressed', dataset: name, ...progress }),
    );
    this.#datasets.set(name, dataset);
    return dataset;
  }

  async #openSource(source: ModelSource): Promise<ModelSnapshot> {
    switch (source.kind) {
      case 'snapshot':
        return source.model;
      case 'checkpoint':
        return this.#fetchCheckpoint(source.name);
      case 'file': {
        if (source.bytes.length > LIMITS.modelFileBytes) {
          const [bytes, limit] = [source.bytes.length, LIMITS.modelFileBytes];
          const error = new Error(`a model file may have ${limit} bytes, this one has ${bytes}`);
          throw withCode(error, 'fileTooLarge', { bytes, limit });
        }
        return { ...decodeModel(source.bytes), transforms: [] };
      }
    }
  }

  async #fetchCheckpoint(name: CheckpointName): Promise<ModelSnapshot> {
    const bytes = await fetchFile(`${this.#paths!.modelsPath}${name}/model.fwm`, false);
    return { ...decodeModel(bytes), transforms: [] };
  }
}

/**
 * The data set that a model is weighed on: a zoo model's own, or the one whose images have its input shape.
 */
function toDataset(spec: ModelSpec): DatasetName {
  const known = NET_NAMES.find((name) => name === spec.name);
  if (known !== undefined) return MODEL_DATASET[known];
  const fitting = findDataset(spec);
  if (fitting === undefined) {
    const { name, inputShape, classes } = spec;
    const error = new Error(
      `no data set here has the [${inputShape}] images of ${classes} classes that ${name} reads`,
    );
    throw withCode(error, 'noDataset', { model: name, shape: inputShape.join('×'), classes });
  }
  return fitting;
}

/** Buffers that nobody here keeps and that can change hands instead of being copied. */
export function findTransfers(message: unknown): Transferable[] {
  if (message instanceof Uint8Array || message instanceof Float32Array) return [message.buffer];
  if (typeof message !== 'object' || message === null) return [];
  if ('losses' in message && 'accuracies' in message) {
    return [(message.losses as Float32Array).buffer, (message.accuracies as Float32Array).buffer];
  }
  return [];
}
