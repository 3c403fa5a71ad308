/**
 * Where do the reader's choices live? In localStorage as one small JSON text, read again when another tab
 * changes it. A browser without it keeps them for the page.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { ENGINE_PREFERENCES } from './enginechoice.ts';
import { KEEP_CHOICES, LANGUAGES, type Settings, THEMES, WORKERS_CHOICES } from './settingsstate.ts';

const KEY = 'featherweight-settings';

/** The parts of the page that settings read. */
export interface SettingsSource {
  readonly storage: Pick<Storage, 'getItem' | 'setItem'> | undefined;
  /** Preferred languages, the first first. */
  readonly languages: readonly string[];
  /** Calls back when another tab has written. */
  readonly onOtherTab?: (listener: () => void) => () => void;
}

export interface SettingsController {
  readonly store: StoreApi<Settings>;
  change(change: Partial<Settings>): void;
  close(): void;
}

export function createSettings({ storage, languages, onOtherTab }: SettingsSource): SettingsController {
  const defaults: Settings = {
    theme: 'system',
    language: languages[0]?.toLowerCase().startsWith('zh') ? 'zh' : 'en',
    backend: 'wasm',
    workers: 'auto',
    givesWay: false,
    keepMegabytes: 256,
  };
  const read = (): Settings => {
    try {
      return { ...defaults, ...toKnown(JSON.parse(storage?.getItem(KEY) ?? '{}')) };
    } catch {
      return defaults; // unreadable, or not ours
    }
  };
  const store = createStore<Settings>(read);
  const stop = onOtherTab?.(() => store.setState(read()));
  return {
    store,
    change(change) {
      store.setState(toKnown(change));
      try {
        storage?.setItem(KEY, JSON.stringify(store.getState()));
      } catch {
        // Full or forbidden: the choice holds until the page is closed.
      }
    },
    close: () => stop?.(),
  };
}

/** The settings in a foreign value that have a meaning. */
function toKnown(value: unknown): Partial<Settings> {
  const { theme, language, backend, workers, givesWay, keepMegabytes } = (value ?? {}) as Record<
    string,
    unknown
  >;
  const find = <T extends string | number>(words: readonly T[], word: unknown) =>
    words.find((each) => each === word);
  const known = {
    theme: find(THEMES, theme),
    language: find(LANGUAGES, language),
    backend: find(ENGINE_PREFERENCES, backend),
    workers: find(WORKERS_CHOICES, workers),
    keepMegabytes: find(KEEP_CHOICES, keepMegabytes),
    givesWay: typeof givesWay === 'boolean' ? givesWay : undefined,
  };
  return Object.fromEntries(Object.entries(known).filter(([, each]) => each !== undefined));
}
