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
  return new BrowserStorage(onTrouble, new Connection(open));
}

/** Some browsers drop connections of pages that were away; the second try opens a new one. */
class Connection {
  readonly #open: Open;
  #database: Promise<IDBPDatabase> | null = null;

  constructor(open: Open) {
    this.#open = open;
  }

  async use<Result>(action: (database: IDBPDatabase) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        this.#database ??= this.#open();
        return await action(await this.#database);
      } catch (error) {
        const isClosed = error instanceof Error && error.name === 'InvalidStateError';
        this.#database = null;
        if (attempt === 2 || !isClosed) throw error;
      }
    }
  }

  close(): void {
    this.#database?.then((opened) => opened.close()).catch(() => {});
    this.#database = null;
  }
}

class BrowserStorage implements LabStorage {
  readonly #onTrouble: (trouble: StorageTrouble) => void;
  readonly #connection: Connection;
  /** What could not be written, or null where a removal could not. */
  readonly #overlay = new Map<string, unknown>();
  readonly #troubles = new Set<StorageTrouble>();
  #makeRoom: MakeRoom = async () => false;

  constructor(onTrouble: (trouble: StorageTrouble) => void, connection: Connection) {
    this.#onTrouble = onTrouble;
    this.#connection = connection;
  }

  readonly keptIn = () =>
    this.#troubles.has('storageFull') || this.#troubles.has('storageUnavailable') ? 'memory' : 'browser';

  makeRoomBy(makeRoom: MakeRoom): void {
    this.#makeRoom = makeRoom;
  }

  async get(table: Table, key: string): Promise<unknown> {
    if (this.#overlay.has(toPath(table, key))) return this.#overlay.get(toPath(table, key)) ?? undefined;
    try {
      return await this.#connection.use((opened) => opened.get(table, key));
    } catch (error) {
      this.#report(error);
      return undefined;
    }
  }

  put(table: Table, key: string, value: unknown): Promise<void> {
    return this.#write(table, key, value);
  }

  remove(table: Table, key: string): Promise<void> {
    return this.#write(table, key, null);
  }

  async entries(table: Table): Promise<[string, unknown][]> {
    const merged = new Map(await this.#readAll(table));
    for (const [path, value] of this.#overlay) {
      if (!path.startsWith(`${table}/`)) continue;
      const key = path.slice(table.length + 1);
      if (value === null) merged.delete(key);
      else merged.set(key, value);
    }
    return [...merged];
  }

  close(): void {
    this.#connection.close();
  }

  async #readAll(table: Table): Promise<[string, unknown][]> {
    try {
      return await this.#connection.use(async (opened) => {
        const { store } = opened.transaction(table);
        const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
        return keys.map((key, index): [string, unknown] => [String(key), values[index]]);
      });
    } catch (error) {
      this.#report(error);
      return [];
    }
  }

  #writeOnce(table: Table, key: string, value: unknown): Promise<void> {
    return this.#connection.use(async (opened) => {
      const transaction = opened.transaction(table, 'readwrite');
      const store = transaction.objectStore(table);
      const request = value === null ? store.delete(key) : store.put(value, key);
      await Promise.all([request, transaction.done]);
    });
  }

  /** As long as the disk is full and something older may go. */
  async #writeWithRoom(table: Table, key: string, value: unknown): Promise<void> {
    for (;;) {
      try {
        return await this.#writeOnce(table, key, value);
      } catch (error) {
        if (value === null || !isQuota(error) || !(await this.#makeRoom())) throw error;
        this.#tell('storageTrimmed');
      }
    }
  }

  async #write(table: Table, key: string, value: unknown): Promise<void> {
    try {
      await this.#writeWithRoom(table, key, value);
      this.#overlay.delete(toPath(table, key));
    } catch (error) {
      this.#overlay.set(toPath(table, key), value);
      this.#report(error);
    }
  }

  #report(error: unknown): void {
    this.#tell(isQuota(error) ? 'storageFull' : 'storageUnavailable');
  }

  #tell(trouble: StorageTrouble): void {
    if (this.#troubles.has(trouble)) return;
    this.#troubles.add(trouble);
    this.#onTrouble(trouble);
  }
}

function toPath(table: Table, key: string): string {
  return `${table}/${key}`;
}

function isQuota(error: unknown): boolean {
  return error instanceof Error && /quota/i.test(`${error.name} ${error.message}`);
}
