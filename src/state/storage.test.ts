import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { createStorage, type StorageTrouble, TABLES } from './storage.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

function create(open?: Parameters<typeof createStorage>[1]) {
  const troubles: StorageTrouble[] = [];
  return { storage: createStorage((trouble) => troubles.push(trouble), open), troubles };
}

/** A database whose disk is full as long as `disk` says so. */
function openDisk(disk: { isFull: boolean }): NonNullable<Parameters<typeof createStorage>[1]> {
  return async () => {
    const database = await openDB('featherweight', 1, {
      upgrade: (opened) => {
        for (const table of TABLES) opened.createObjectStore(table);
      },
    });
    const transaction = database.transaction.bind(database);
    return Object.assign(Object.create(database), {
      close: () => database.close(),
      get: database.get.bind(database),
      transaction(table: string, mode?: 'readwrite') {
        const real = transaction(table, mode);
        if (mode !== 'readwrite' || !disk.isFull) return real;
        real.done.catch(() => {});
        real.abort();
        return {
          objectStore: () => ({ put: async () => {}, delete: async () => {} }),
          done: Promise.reject(new DOMException('no room', 'QuotaExceededError')),
        };
      },
    });
  };
}

describe('the storage', () => {
  it('keeps typed arrays from one opening to the next', async () => {
    const first = create().storage;
    await first.put('runs', 'a', { values: Float32Array.of(1, 2) });
    await first.put('runs', 'b', 2);
    await first.remove('runs', 'b');
    first.close();
    const { storage, troubles } = create();
    expect(await storage.get('runs', 'a')).toEqual({ values: Float32Array.of(1, 2) });
    expect(await storage.entries('runs')).toEqual([['a', { values: Float32Array.of(1, 2) }]]);
    expect(await storage.get('sweeps', 'a')).toBeUndefined();
    expect(storage.keptIn()).toBe('browser');
    expect(troubles).toEqual([]);
  });

  it('works in memory, and says so once, where the browser keeps nothing', async () => {
    const { storage, troubles } = create(() => Promise.reject(new Error('private mode')));
    await storage.put('runs', 'a', 1);
    await storage.put('runs', 'b', 2);
    await storage.remove('runs', 'b');
    expect(await storage.get('runs', 'a')).toBe(1);
    expect(await storage.entries('runs')).toEqual([['a', 1]]);
    expect(storage.keptIn()).toBe('memory');
    expect(troubles).toEqual(['storageUnavailable']);
  });

  it('keeps in memory what a full disk refuses, beside what is stored', async () => {
    const disk = { isFull: false };
    const { storage, troubles } = create(openDisk(disk));
    await storage.put('runs', 'a', 1);
    disk.isFull = true;
    await storage.put('runs', 'b', 2);
    expect(await storage.entries('runs')).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect(await storage.get('runs', 'b')).toBe(2);
    expect(troubles).toEqual(['storageFull']);
    disk.isFull = false;
    await storage.put('runs', 'b', 3);
    expect(await storage.get('runs', 'b')).toBe(3);
  });

  it('removes the oldest for what a full disk refuses, and says so once', async () => {
    const disk = { isFull: false };
    const { storage, troubles } = create(openDisk(disk));
    const kept = ['oldest', 'older'];
    storage.makeRoomBy(async () => {
      kept.shift();
      // Two have to go.
      disk.isFull = kept.length > 0;
      return true;
    });
    disk.isFull = true;
    await storage.put('runs', 'new', 1);
    expect(kept).toEqual([]);
    expect(storage.keptIn()).toBe('browser');
    expect(troubles).toEqual(['storageTrimmed']);
    expect(await storage.get('runs', 'new')).toBe(1);
  });

  it('opens anew when the browser has dropped the connection', async () => {
    const { storage, troubles } = create();
    await storage.put('runs', 'a', 1);
    const dropped = create(async () => {
      const database = await openDB('featherweight');
      if (opened++ === 0) database.close();
      return database;
    });
    let opened = 0;
    expect(await dropped.storage.get('runs', 'a')).toBe(1);
    expect([troubles, dropped.troubles]).toEqual([[], []]);
  });
});
