/** Which reader does this page serve? One, read on first use; tests put their own in its place. */
import { createReader, type Reader } from './reader.ts';

let current: Reader | null = null;

export function getReader(): Reader {
  current ??= createReader({
    storage: findStorage(),
    languages: navigator.languages,
    onOtherTab(listener) {
      window.addEventListener('storage', listener);
      return () => window.removeEventListener('storage', listener);
    },
  });
  return current;
}

/** Puts a reader in place of the page's own and closes that; null makes the next `getReader` read anew. */
export function setReader(reader: Reader | null): void {
  current?.close();
  current = reader;
}

/** Reading `localStorage` throws where the browser forbids it. */
export function findStorage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
