/**
 * Model files that the reader has opened to start runs from. Kept by an id made from their bytes, so that the
 * same file is the same start wherever it is opened; the newest stay.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ModelSnapshot } from '../protocol/snapshots.ts';
import type { ModelSpec } from '../spec/model.ts';
import { toFingerprint } from './fingerprint.ts';
import type { LabStorage } from './storage.ts';

export const MOST_FILES = 8;

export interface ModelFile {
  readonly id: string;
  /** The file's own name. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  readonly spec: ModelSpec;
}

export interface ModelFilesController {
  readonly store: StoreApi<{ readonly files: readonly ModelFile[] }>;
  /** @param model what the file holds */
  add(name: string, bytes: Uint8Array, model: ModelSnapshot): Promise<ModelFile>;
  /** Undefined where the file is no longer there. */
  loadModel(id: string): Promise<ModelSnapshot | undefined>;
}

export function createModelFiles(storage: LabStorage): ModelFilesController {
  const store = createStore<{ readonly files: readonly ModelFile[] }>(() => ({ files: [] }));
  const loaded = storage.entries('models').then((entries) => {
    const files = entries.map(([, value]) => (value as { readonly file: ModelFile }).file);
    store.setState({ files: files.filter((file) => file !== undefined).sort(byNewest) });
  });
  return {
    store,
    async add(name, bytes, model) {
      await loaded;
      const id = `f${toFingerprint(bytes)}`;
      const file = { id, name, savedAt: Date.now(), spec: model.spec };
      const files = [file, ...store.getState().files.filter((each) => each.id !== id)];
      await storage.put('models', id, { file, model });
      for (const dropped of files.slice(MOST_FILES)) await storage.remove('models', dropped.id);
      store.setState({ files: files.slice(0, MOST_FILES) });
      return file;
    },
    async loadModel(id) {
      return ((await storage.get('models', id)) as { readonly model: ModelSnapshot } | undefined)?.model;
    },
  };
}

function byNewest(a: ModelFile, b: ModelFile): number {
  return b.savedAt - a.savedAt;
}
