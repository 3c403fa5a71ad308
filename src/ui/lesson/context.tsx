import { createContext, useCallback, useContext, useMemo, useSyncExternalStore } from 'react';
import { createLessonStore, type LessonStore } from './keep.ts';
import type { LessonMeta } from './meta.ts';
import type { ParamCodec } from './params.ts';

/** What every part of a lesson's prose can ask about the page it stands on. */
export interface LessonContextValue {
  readonly store: LessonStore;
  readonly meta: LessonMeta | null;
  /** The beat that is shown in presenter mode, or null while reading. */
  readonly presentedBeat: string | null;
  /** True for a teacher's link that keeps the answers closed. */
  readonly areAnswersHidden: boolean;
  /** Tells the page that the reader has committed a guess or solved an exercise. */
  readonly onDone: (kind: 'guesses' | 'exercises', id: string) => void;
}

/** Without a provider (gallery, tests) a part keeps its values in memory. */
export const LessonContext = createContext<LessonContextValue>({
  store: createLessonStore(),
  meta: null,
  presentedBeat: null,
  areAnswersHidden: false,
  onDone: () => {},
});

export function useLesson(): LessonContextValue {
  return useContext(LessonContext);
}

type SetValue<T> = (value: T | ((before: T) => T)) => void;

function useStored<T>(store: LessonStore, key: string, initial: T): readonly [T, SetValue<T>] {
  const read = () => (store.has(key) ? (store.get(key) as T) : initial);
  const value = useSyncExternalStore(store.subscribe, read);
  const set = useCallback<SetValue<T>>(
    (next) => {
      const before = store.has(key) ? (store.get(key) as T) : initial;
      store.set(key, typeof next === 'function' ? (next as (before: T) => T)(before) : next);
    },
    [store, key, initial],
  );
  return [value, set];
}

/**
 * State that survives a switch of language or theme but is not in the link. `initial` must be a constant or memoised.
 */
export function useKeptState<T>(key: string, initial: T): readonly [T, SetValue<T>] {
  return useStored(useLesson().store, key, initial);
}

/**
 * A control's value that is also in the link, under `key`. Parts with the same key share it. `codec` must be a constant
 * (see params.ts); a value out of range in the link is clamped, and the reader is told.
 */
export function useLinkState<T>(key: string, codec: ParamCodec<T>): readonly [T, SetValue<T>] {
  const { store } = useLesson();
  useMemo(() => store.tie(key, codec), [store, key, codec]);
  return useStored(store, key, codec.initial);
}
