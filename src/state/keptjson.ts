/**
 * One small JSON value in localStorage. A browser without it, or whose storage is full, keeps it for the
 * page.
 */

export interface KeptJson {
  /** Undefined where there is none, or what is there cannot be read. */
  read(): unknown;
  write(value: unknown): void;
}

export function createKeptJson(
  storage: Pick<Storage, 'getItem' | 'setItem'> | undefined,
  key: string,
): KeptJson {
  let unwritten: string | null = null;
  return {
    read() {
      try {
        return JSON.parse(unwritten ?? storage?.getItem(key) ?? 'null') ?? undefined;
      } catch {
        return undefined; // unreadable, or not ours
      }
    },
    write(value) {
      const text = JSON.stringify(value);
      try {
        storage?.setItem(key, text);
        unwritten = storage === undefined ? text : null;
      } catch {
        unwritten = text;
      }
    },
  };
}
