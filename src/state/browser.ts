/** What does the lab need of the browser? The one place where the page's globals come in. */
import { findLocks, spawnEngineWorker } from '../client/spawn.ts';
import { createLab, type Lab } from './lab.ts';
import type { TabLocks } from './unfinished.ts';

export function createBrowserLab(): Lab {
  const toUrl = (folder: string) => new URL(`${import.meta.env.BASE_URL}${folder}/`, document.baseURI).href;
  return createLab({
    spawn: spawnEngineWorker,
    locks: findLocks(),
    tabLocks: navigator.locks as TabLocks | undefined,
    paths: { dataPath: toUrl('data'), modelsPath: toUrl('models'), wasmPath: toUrl('wasm') },
    onHidden(listener) {
      document.addEventListener('visibilitychange', listener);
      return () => document.removeEventListener('visibilitychange', listener);
    },
    settings: {
      storage: findStorage(),
      languages: navigator.languages,
      onOtherTab(listener) {
        window.addEventListener('storage', listener);
        return () => window.removeEventListener('storage', listener);
      },
    },
  });
}

/** Reading `localStorage` throws where the browser forbids it. */
function findStorage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
