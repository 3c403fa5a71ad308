/**
 * How many threads train? As many as the machine has cores, up to eight, unless the reader sets a number; and only one while the
 * page is hidden or the processor is hot, if the reader says so. The results are the same to the bit either way.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { Settings } from './settingsstate.ts';

/** More bring little: a batch is cut into four to eight micro-shards. */
export const MOST_WORKERS = 8;

/** What the page's surroundings say of the machine. */
export interface Machine {
  /** Logical processor cores. */
  readonly cores: number;
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
