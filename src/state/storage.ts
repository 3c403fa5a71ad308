/**
 * Where work survives a reload: in IndexedDB, as tables of plain values. Where the disk is full, the oldest
 * makes room and the write is tried again. A browser that keeps nothing (private mode), or whose disk is full
 * whatever goes, degrades to memory: nothing is lost while the page lives, and the reader is told once.
 *
 * A write over quota shows as the abort of its transaction, which `tx.done` rejects with.
 */
import { type IDBPDatabase, openDB } from 'idb';

export const TABLES = ['runs', 'runData', 'unfinished', 'sweeps', 'slots', 'models'] as const;
export type Table = (typeof TABLES)[number];

export type StorageTrouble = 'storageUnavailable' | 'storageFull' | 'storageTrimmed';

/** Removes the oldest of what is kept; false where nothing may go. */
export type MakeRoom = () => Promise<boolean>;

export interface LabStorage {
  readonly keptIn: () => 'browser' | 'memory';
  get(table: Table, key: string): Promise<unknown>;
  put(table: Table, key: string, value: unknown): Promise<void>;
  remove(table: Table, key: string): Promise<void>;
  entries(table: Table): Promise<[string, unknown][]>;
  /** Who removes the oldest when a write finds the disk full. */
  makeRoomBy(makeRoom: MakeRoom): void;
  close(): void;
}

const NAME = 'featherweight';
const VERSION = 2;

type Open = () => Promise<IDBPDatabase>;

const openDatabase: Open = () =>
  openDB(NAME, VERSION, {
    upgrade(database) {
      for (const table of TABLES) {
        if (!database.objectStoreNames.contains(table)) database.createObjectStore(table);
      }
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close(); // a newer version in another tab goes first
    },
  });

/** @param onTrouble called once for each kind of trouble */
export function createStorage(
  onTrouble: (trouble: StorageTrouble) => void,
  open: Open = openDatabase,
): LabStorage {
  /** What could not be written, or null where a removal could not. */
  const overlay = new Map<string, unknown>();
  const troubles = new Set<StorageTrouble>();
  let database: Promise<IDBPDatabase> | null = null;

  const toKey = (table: Table, key: string) => `${table}/${key}`;

  let makeRoom: MakeRoom = async () => false;

  const tell = (trouble: StorageTrouble) => {
    if (troubles.has(trouble)) return;
    troubles.add(trouble);
    onTrouble(trouble);
  };
  const report = (error: unknown) => tell(isQuota(error) ? 'storageFull' : 'storageUnavailable');

  /** Some browsers drop connections of pages that were away; the second try opens a new one. */
  async function use<Result>(action: (database: IDBPDatabase) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        database ??= open();
        return await action(await database);
      } catch (error) {
        const isClosed = error instanceof Error && error.name === 'InvalidStateError';
        database = null;
        if (attempt === 2 || !isClosed) throw error;
      }
    }
  }

  const writeOnce = (table: Table, key: string, value: unknown) =>
    use(async (opened) => {
      const transaction = opened.transaction(table, 'readwrite');
      const store = transaction.objectStore(table);
      const request = value === null ? store.delete(key) : store.put(value, key);
      await Promise.all([request, transaction.done]);
    });

  /** As long as the disk is full and something older may go. */
  async function writeWithRoom(table: Table, key: string, value: unknown): Promise<void> {
    for (;;) {
      try {
        return await writeOnce(table, key, value);
      } catch (error) {
        if (value === null || !isQuota(error) || !(await makeRoom())) throw error;
        tell('storageTrimmed');
      }
    }
  }

  async function write(table: Table, key: string, value: unknown): Promise<void> {
    try {
      await writeWithRoom(table, key, value);
      overlay.delete(toKey(table, key));
    } catch (error) {
      overlay.set(toKey(table, key), value);
      report(error);
    }
  }

  return {
    keptIn: () => (troubles.has('storageFull') || troubles.has('storageUnavailable') ? 'memory' : 'browser'),
    makeRoomBy(next) {
      makeRoom = next;
    },
    async get(table, key) {
      if (overlay.has(toKey(table, key))) return overlay.get(toKey(table, key)) ?? undefined;
      try {
        return await use((opened) => opened.get(table, key));
      } catch (error) {
        report(error);
        return undefined;
      }
    },
    put: (table, key, value) => write(table, key, value),
    remove: (table, key) => write(table, key, null),
    async entries(table) {
      let stored: [string, unknown][] = [];
      try {
        stored = await use(async (opened) => {
          const transaction = opened.transaction(table);
          const [keys, values] = await Promise.all([
            transaction.store.getAllKeys(),
            transaction.store.getAll(),
          ]);
          return keys.map((key, index): [string, unknown] => [String(key), values[index]]);
        });
      } catch (error) {
        report(error);
      }
      const merged = new Map(stored);
      for (const [path, value] of overlay) {
        if (!path.startsWith(`${table}/`)) continue;
        const key = path.slice(table.length + 1);
        if (value === null) merged.delete(key);
        else merged.set(key, value);
      }
      return [...merged];
    },
    close() {
      database?.then((opened) => opened.close()).catch(() => {});
      database = null;
    },
  };
}

function isQuota(error: unknown): boolean {
  return error instanceof Error && /quota/i.test(`${error.name} ${error.message}`);
}
