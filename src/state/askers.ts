/**
 * Which quick questions are there? Evaluation of a slot's model, class probabilities of one image, one test
 * image.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { EngineClient } from '../client/client.ts';
import type { GradientAnswer, LayerReading } from '../protocol/commands.ts';
import type { Evaluation } from '../protocol/events.ts';
import { parseStages } from '../recipe/parse.ts';
import type { DatasetName } from '../spec/datasets.ts';
import { type Asker, createAsker } from './asker.ts';
import { callTwice } from './model.ts';
import type { ModelState } from './modelstate.ts';
import type {
  CentroidAnswer,
  CentroidQuery,
  EvaluationQuery,
  GradientQuery,
  LayerQuery,
  PredictionState,
  TestImage,
} from './querystate.ts';

type ModelStore = StoreApi<ModelState>;

/** Where the model is not there, nothing can be asked. */
function toVersionKey(model: ModelStore, rest: string): string | null {
  const { snapshot, version } = model.getState();
  return snapshot === null ? null : `${version} ${rest}`;
}

const onVersion = (model: ModelStore) => (listener: () => void) =>
  model.subscribe((state, before) => {
    if (state.version !== before.version) listener();
  });

export function createEvaluationAsker(
  client: EngineClient,
  slot: string,
  model: ModelStore,
): Asker<EvaluationQuery, Evaluation> {
  return createAsker({
    toKey: (query) => toVersionKey(model, JSON.stringify(query)),
    answer: ({ dataset, split = 'test', examples, stages = [], seed, temperature }) =>
      callTwice(() =>
        client.call('evaluate', {
          slot,
          dataset,
          split,
          examples,
          stages: parseStages(stages),
          ...(seed === undefined ? {} : { seed }),
          ...(temperature === undefined ? {} : { temperature }),
        }),
      ),
    onChange: onVersion(model),
  });
}

export function createGradientAsker(
  client: EngineClient,
  slot: string,
  model: ModelStore,
): Asker<GradientQuery, GradientAnswer> {
  return createAsker({
    toKey: (query) => toVersionKey(model, JSON.stringify(query)),
    answer: (query) => callTwice(() => client.call('gradients', { slot, ...query })),
    onChange: onVersion(model),
    // A gradient has the size of its tensor.
    remembers: false,
  });
}

export function createCentroidAsker(client: EngineClient): Asker<CentroidQuery, CentroidAnswer> {
  const toVersion = createVersions<Float32Array>();
  return createAsker({
    toKey: ({ values, clusters }) => `${toVersion(values)} ${clusters}`,
    answer: (query) => callTwice(() => client.call('optimalCentroids', query)),
  });
}

export function createLayerAsker(
  client: EngineClient,
  slot: string,
  model: ModelStore,
): Asker<LayerQuery, LayerReading> {
  const toVersion = createVersions<Uint8Array>();
  return createAsker({
    toKey: ({ layer, pixels }) => toVersionKey(model, `${layer} ${toVersion(pixels)}`),
    answer: (query) => callTwice(() => client.call('readLayer', { slot, ...query })),
    onChange: onVersion(model),
  });
}

/** A number for each array: the same for the same one. */
export function createVersions<Values extends object>(): (values: Values) => number {
  const versions = new WeakMap<Values, number>();
  let next = 1;
  return (values) => {
    const version = versions.get(values) ?? next++;
    versions.set(values, version);
    return version;
  };
}

/** Asks every slot's model about the same image. */
export function createPredictionAsker(
  client: EngineClient,
  slots: readonly string[],
  toModel: (slot: string) => ModelStore,
) {
  const toVersion = createVersions<Uint8Array>();
  const askers = slots.map((slot) => {
    const model = toModel(slot);
    return createAsker<Uint8Array, Float32Array>({
      toKey: (pixels) => toVersionKey(model, String(toVersion(pixels))),
      answer: (pixels) => callTwice(() => client.call('predict', { slot, pixels })),
      onChange: onVersion(model),
    });
  });
  const collect = (): Readonly<Record<string, PredictionState>> =>
    Object.fromEntries(slots.map((slot, index) => [slot, askers[index]!.getState()]));
  let state = collect();
  const update = () => {
    state = collect();
  };
  return {
    ask(pixels: Uint8Array | null): void {
      for (const asker of askers) asker.ask(pixels);
      update();
    },
    isAbout: (pixels: Uint8Array | null): boolean => askers.every((asker) => asker.isAbout(pixels)),
    getState: () => state,
    subscribe(listener: () => void): () => void {
      const stops = askers.map((asker) =>
        asker.subscribe(() => {
          update();
          listener();
        }),
      );
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

export function createTestImageAsker(
  client: EngineClient,
): Asker<{ dataset: DatasetName; index: number }, TestImage> {
  return createAsker({
    toKey: ({ dataset, index }) => `${dataset} ${index}`,
    answer: (question) => callTwice(() => client.call('testImage', question)),
  });
}
