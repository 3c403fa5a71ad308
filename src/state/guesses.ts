/** Keeps what the reader guessed, page by page, so that a committed guess is there after a reload. */
import { createKeptJson } from './keptjson.ts';
import type { SettingsSource } from './settings.ts';

type Values = Readonly<Record<string, unknown>>;

/** Most guesses of one page. */
const MOST = 100;

export interface GuessesController {
  /** Guesses of a page by the keys that its store has for them. */
  read(page: string): Values;
  /** All guesses of a page, in place of those before. */
  write(page: string, values: Values): void;
  forget(): void;
}

export function createGuesses({ storage }: Pick<SettingsSource, 'storage'>): GuessesController {
  const kept = createKeptJson(storage, 'featherweight-guesses');
  const readAll = () => toRecord(kept.read());
  return {
    read: (page) => toRecord(readAll()[page]),
    write(page, values) {
      const { [page]: _, ...others } = readAll();
      const entries = Object.entries(values).slice(0, MOST);
      kept.write(entries.length === 0 ? others : { ...others, [page]: Object.fromEntries(entries) });
    },
    forget: () => kept.write({}),
  };
}

function toRecord(value: unknown): Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {};
}
