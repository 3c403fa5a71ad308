/**
 * What the reader has chosen for the whole lab. The link rules over what was kept from earlier visits, so
 * that a link looks the same for everyone; choosing changes both.
 */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useSyncExternalStore } from 'react';
import { useSettings } from '../state/readerhooks.ts';
import type { Locale } from '../ui/language/bilingual.ts';
import { MOTION_CHOICES, type MotionChoice, type ThemeChoice } from '../ui/theme/theme.ts';
import type { LabSearch } from './search.ts';

/** The link's parameters, whatever the page. */
export function useLabSearch(): LabSearch {
  return useSearch({ strict: false }) as LabSearch;
}

/** Changes parameters of the link without a new entry in the history. `undefined` removes one. */
export function useSearchChange(): (change: Readonly<Record<string, string | undefined>>) => void {
  const navigate = useNavigate();
  return useCallback(
    (change) => {
      void navigate({
        to: '.',
        search: ((before: LabSearch) => ({ ...before, ...change })) as never,
        replace: true,
        resetScroll: false,
      });
    },
    [navigate],
  );
}

export function useLanguageChoice(): readonly [Locale, (language: Locale) => void] {
  const [settings, change] = useSettings();
  const search = useLabSearch();
  const changeSearch = useSearchChange();
  const choose = useCallback(
    (language: Locale) => {
      change({ language });
      changeSearch({ lang: language });
    },
    [change, changeSearch],
  );
  return [search.lang ?? settings.language, choose];
}

export function useThemeChoice(): readonly [ThemeChoice, (theme: ThemeChoice) => void] {
  const [settings, change] = useSettings();
  const search = useLabSearch();
  const changeSearch = useSearchChange();
  const choose = useCallback(
    (theme: ThemeChoice) => {
      change({ theme });
      changeSearch({ theme: theme === 'system' ? undefined : theme });
    },
    [change, changeSearch],
  );
  return [search.theme ?? settings.theme, choose];
}

/** A choice that concerns the page alone, kept by the browser where it may. */
function createKept<T extends string>(name: string, words: readonly T[], initial: T) {
  const listeners = new Set<() => void>();
  const key = `featherweight.${name}`;
  let value = initial;
  try {
    const kept = localStorage.getItem(key);
    value = words.find((each) => each === kept) ?? initial;
  } catch {
    // The browser keeps nothing for this page; the choice lasts as long as the page.
  }
  return {
    get: () => value,
    set: (next: T) => {
      value = next;
      try {
        localStorage.setItem(key, next);
      } catch {
        // as above
      }
      for (const listener of listeners) listener();
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const motionChoice = createKept<MotionChoice>('motion', MOTION_CHOICES, 'full');
export const letterKeys = createKept('letterKeys', ['on', 'off'], 'on');

export function useMotionChoice(): readonly [MotionChoice, (motion: MotionChoice) => void] {
  return [useSyncExternalStore(motionChoice.subscribe, motionChoice.get), motionChoice.set];
}

export function useLetterKeys(): readonly [boolean, (isOn: boolean) => void] {
  const value = useSyncExternalStore(letterKeys.subscribe, letterKeys.get);
  return [value === 'on', (isOn) => letterKeys.set(isOn ? 'on' : 'off')];
}
