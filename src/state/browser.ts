/** What does the lab need of the browser? The one place where the page's globals come in. */
import { findLocks, spawnCalibrator, spawnEngineWorker, spawnSimulator } from '../client/spawn.ts';
import { findStorage, getReader } from './currentreader.ts';
import { createLab, type Lab } from './lab.ts';
import type { TabLocks } from './unfinished.ts';
import type { MachineLoad } from './workers.ts';

export function createBrowserLab(): Lab {
  const toUrl = (folder: string) => new URL(`${import.meta.env.BASE_URL}${folder}/`, document.baseURI).href;
  const cores = navigator.hardwareConcurrency || 1;
  return createLab({
    spawn: spawnEngineWorker,
    spawnSimulator,
    locks: findLocks(),
    tabLocks: navigator.locks as TabLocks | undefined,
    paths: { dataPath: toUrl('data'), modelsPath: toUrl('models'), wasmPath: toUrl('wasm') },
    onHidden(listener) {
      document.addEventListener('visibilitychange', listener);
      return () => document.removeEventListener('visibilitychange', listener);
    },
    network: {
      isOnline: () => navigator.onLine,
      onOnline(listener) {
        window.addEventListener('online', listener);
        return () => window.removeEventListener('online', listener);
      },
    },
    machine: {
      cores,
      memoryGb: (navigator as { readonly deviceMemory?: number }).deviceMemory,
      watch: watchMachine,
    },
    calibration: {
      spawn: spawnCalibrator,
      machine: { userAgent: navigator.userAgent, cores },
      storage: findStorage(),
    },
    reader: getReader(),
  });
}

/** The part of the Compute Pressure API that is used; Chromium alone has it so far. */
interface PressureObserverLike {
  observe(source: 'cpu', options: { sampleInterval: number }): Promise<void>;
  disconnect(): void;
}
type PressureObserverClass = new (
  hear: (records: readonly { readonly state: 'nominal' | 'fair' | 'serious' | 'critical' }[]) => void,
) => PressureObserverLike;

const PRESSURE_EVERY_MS = 5_000;

/** Hidden or not, and how near the processor is to its limits where the browser says so. */
function watchMachine(listener: (load: MachineLoad) => void): () => void {
  let isHot = false;
  const tell = () => listener({ isHidden: document.visibilityState === 'hidden', isHot });
  document.addEventListener('visibilitychange', tell);
  const { PressureObserver } = globalThis as { PressureObserver?: PressureObserverClass };
  const observer =
    PressureObserver &&
    new PressureObserver((records) => {
      isHot = records.at(-1)?.state === 'critical';
      tell();
    });
  // Where a policy forbids it, nothing is known of the heat.
  observer?.observe('cpu', { sampleInterval: PRESSURE_EVERY_MS }).catch(() => undefined);
  tell();
  return () => {
    document.removeEventListener('visibilitychange', tell);
    observer?.disconnect();
  };
}
