/** A whole lab on a fake engine, for tests of stores and components: `setLab(createFakeLab().lab)`. */
import { createLab, type Lab, type LabOptions } from '../state/lab.ts';
import { createReader, type Reader } from '../state/reader.ts';
import type { SettingsSource } from '../state/settings.ts';
import type { LabStorage, StorageTrouble, Table } from '../state/storage.ts';
import type { Machine } from '../state/workers.ts';
import { FakeEngine, type FakeEngineOptions } from './fakeengine.ts';

/** Tables in memory that outlive a lab, as a browser's would. */
export class FakeStorage implements LabStorage {
  readonly #tables = new Map<string, unknown>();

  readonly keptIn = () => 'browser' as const;

  async get(table: Table, key: string): Promise<unknown> {
    return structuredClone(this.#tables.get(`${table}/${key}`));
  }

  async put(table: Table, key: string, value: unknown): Promise<void> {
    this.#tables.set(`${table}/${key}`, structuredClone(value));
  }

  async remove(table: Table, key: string): Promise<void> {
    this.#tables.delete(`${table}/${key}`);
  }

  async entries(table: Table): Promise<[string, unknown][]> {
    return [...this.#tables]
      .filter(([path]) => path.startsWith(`${table}/`))
      .map(([path, value]) => [path.slice(table.length + 1), structuredClone(value)]);
  }

  makeRoomBy(): void {}

  close(): void {}
}

export interface FakeLabOptions extends Partial<FakeEngineOptions> {
  readonly storage?: LabStorage;
  readonly openStorage?: (onTrouble: (trouble: StorageTrouble) => void) => LabStorage;
  readonly settings?: SettingsSource;
  /** Engines are compared only with it. */
  readonly calibration?: LabOptions['calibration'];
  /** One core, where it is left out. */
  readonly machine?: Machine;
  readonly network?: LabOptions['network'];
}

export function createFakeLab({
  storage,
  openStorage,
  settings,
  machine,
  calibration,
  network,
  ...options
}: FakeLabOptions = {}): {
  lab: Lab;
  engine: FakeEngine;
  reader: Reader;
} {
  const engine = new FakeEngine(options);
  const kept = storage ?? new FakeStorage();
  const reader = createReader(settings ?? { storage: undefined, languages: ['en'] });
  const lab = createLab({
    spawn: engine.spawn,
    locks: engine.locks,
    tabLocks: undefined,
    paths: { dataPath: '/data/', modelsPath: '/models/', wasmPath: '/wasm/' },
    reader,
    openStorage: openStorage ?? (() => kept),
    ...(calibration && { calibration }),
    ...(network && { network }),
    ...(machine && { machine }),
  });
  return { lab, engine, reader };
}
