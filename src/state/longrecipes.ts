/**
 * Keeps recipes that are too long for a link: the link names one by its hash, and the browser that wrote it
 * knows the rest. The newest stay.
 */
import { toFingerprint } from './fingerprint.ts';
import { createKeptJson } from './keptjson.ts';
import type { SettingsSource } from './settings.ts';

export const MOST_LONG_RECIPES = 8;

export interface LongRecipes {
  /** Keeps a recipe's JSON text and returns the name that a link has for it. */
  keep(text: string): string;
  /** The text of that name; undefined where this browser has none. */
  find(name: string): string | undefined;
}

export function createLongRecipes({ storage }: Pick<SettingsSource, 'storage'>): LongRecipes {
  const kept = createKeptJson(storage, 'featherweight-long-recipes');
  const read = (): [string, string][] => {
    const value = kept.read();
    return Array.isArray(value) ? value.filter(isEntry) : [];
  };
  return {
    keep(text) {
      const name = toFingerprint(Uint16Array.from(text, (letter) => letter.charCodeAt(0)));
      const entries = read();
      if (entries[0]?.[0] !== name)
        kept.write([[name, text], ...entries.filter(([each]) => each !== name)].slice(0, MOST_LONG_RECIPES));
      return name;
    },
    find: (name) => read().find(([each]) => each === name)?.[1],
  };
}

function isEntry(value: unknown): value is [string, string] {
  return Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'string';
}
