/** How does a component read what the browser keeps of its reader? */
import { useCallback } from 'react';
import { useStore } from 'zustand/react';
import { getReader } from './currentreader.ts';
import type { Progress, StepKind } from './progressstate.ts';
import type { Settings } from './settingsstate.ts';

/** Theme, language and backend, kept from visit to visit. */
export function useSettings(): readonly [Settings, (change: Partial<Settings>) => void] {
  const { settings } = getReader();
  return [useStore(settings.store), settings.change];
}

/** How far the reader has come in the lessons, how to note a step, and how to forget it all. */
export function useProgress(): {
  readonly progress: Progress;
  readonly note: (slug: string, kind: StepKind, id: string) => void;
  readonly forget: () => void;
} {
  const { guesses, progress } = getReader();
  const { store, note, forget } = progress;
  const forgetAll = useCallback(() => {
    forget();
    guesses.forget();
  }, [forget, guesses]);
  return { progress: useStore(store), note, forget: forgetAll };
}

/** Where the guesses of a page live between visits, for the page's store. */
export function openGuesses(page: string) {
  const { guesses } = getReader();
  return {
    read: () => guesses.read(page),
    write: (values: Readonly<Record<string, unknown>>) => guesses.write(page, values),
  };
}

/** Keeps a recipe that is too long for a link, and returns the name that the link has for it. */
export function keepLongRecipe(text: string): string {
  return getReader().longRecipes.keep(text);
}

/** The text of a recipe that this browser kept; undefined where it has none of that name. */
export function findLongRecipe(name: string): string | undefined {
  return getReader().longRecipes.find(name);
}
