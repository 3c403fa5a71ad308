/**
 * How many threads train? As many as the machine has cores, up to eight, unless the reader sets a number; and
 * only one while the page is hidden or the processor is hot, if the reader says so. The results are the same
 * to the bit either way.
 */
import type { StoreApi } from 'zustand/vanilla';
import { DATASETS, type DatasetName } from '../spec/datasets.ts';
import type { Settings } from './settingsstate.ts';

/** More bring little: a batch is cut into four to eight micro-shards. */
export const MOST_WORKERS = 8;

/** What the page's environment say of the machine. */
export interface Machine {
  /** Logical processor cores. */
  readonly cores: number;
  /** Main memory in GB, capped or rounded as the browser pleases; absent where it does not say. */
  readonly memoryGb?: number | undefined;
  /** Calls back at once, and at every change; the returned function ends that. */
  watch(listener: (load: MachineLoad) => void): () => void;
}

export interface MachineLoad {
  readonly isHidden: boolean;
  /** False where the browser does not say. */
  readonly isHot: boolean;
}

export function toWorkers(
  { workers, givesWay }: Pick<Settings, 'workers' | 'givesWay'>,
  cores: number,
  { isHidden, isHot }: MachineLoad,
): number {
  if (givesWay && (isHidden || isHot)) return 1;
  return Math.max(1, Math.min(MOST_WORKERS, workers === 'auto' ? cores : workers));
}

const LIKELY_MEMORY_GB = 4;
/** Engines beside the first may take this much of the memory. */
const MEMORY_SHARE = 1 / 8;
/**
 * What an engine needs beside its images, as seen in Chromium: code, tensors, what has been fetched and not
 * yet collected.
 */
const ENGINE_BYTES = 150e6;

/**
 * How many engines the memory bears when each holds all images of a data set: at least the one that is open
 * anyway.
 */
export function toMostEngines(dataset: DatasetName, memoryGb = LIKELY_MEMORY_GB): number {
  const { imageShape, trainCount, testCount } = DATASETS[dataset];
  const imageBytes = imageShape[0] * imageShape[1] * imageShape[2] + 1;
  const bytes = ENGINE_BYTES + imageBytes * (trainCount + testCount);
  return 1 + Math.floor((memoryGb * 1e9 * MEMORY_SHARE) / bytes);
}

/** Tells the engine whenever the number changes. */
export function followMachine(
  settings: StoreApi<Settings>,
  machine: Machine,
  choose: (workers: number) => void,
): () => void {
  let load: MachineLoad = { isHidden: false, isHot: false };
  const update = () => choose(toWorkers(settings.getState(), machine.cores, load));
  const stopSettings = settings.subscribe(update);
  const stopMachine = machine.watch((now) => {
    load = now;
    update();
  });
  return () => {
    stopSettings();
    stopMachine();
  };
}
