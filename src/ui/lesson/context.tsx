import { createContext, useCallback, useContext, useMemo, useRef, useSyncExternalStore } from 'react';
import type { LoadCourse } from './course.ts';
import { createLessonStore, type LessonStore } from './keep.ts';
import type { AnswerPart, LessonMeta } from './meta.ts';
import type { ParamCodec, ParamTable } from './params.ts';

/** `reading` the page, `presenting` a beat to a room, or `notes` for the one who speaks, without figures. */
export type LessonMode = 'reading' | 'presenting' | 'notes';

/** What every part of a lesson's prose can ask about the page it stands on. */
export interface LessonContextValue {
  readonly store: LessonStore;
  readonly meta: LessonMeta | null;
  /** The beat that is shown in presenter mode, or null while reading. */
  readonly presentedBeat: string | null;
  readonly mode: LessonMode;
  /** Do the answers of a beat wait for the instructor's key, as a teacher's link has it? */
  readonly isHeld: (beat: string | null) => boolean;
  /** Beats whose answers the instructor has shown. */
  readonly revealedBeats: readonly string[];
  /** Tells the page that the reader has committed a guess or solved an exercise. */
  readonly onDone: (kind: 'guesses' | 'exercises', id: string) => void;
  /** What the other lessons have bought. */
  readonly loadCourse: LoadCourse;
}

/** Outside a lesson: nothing is presented, held or told to anybody. Values are kept in memory. */
export const NO_LESSON: LessonContextValue = {
  store: createLessonStore(),
  meta: null,
  presentedBeat: null,
  mode: 'reading',
  isHeld: () => false,
  revealedBeats: [],
  onDone: () => {},
  loadCourse: async () => [],
};

/** Without a provider (gallery, tests) a part stands outside a lesson. */
export const LessonContext = createContext<LessonContextValue>(NO_LESSON);

export function useLesson(): LessonContextValue {
  return useContext(LessonContext);
}

/** The beat that a part stands in; null outside. */
export const BeatContext = createContext<string | null>(null);

/** True around what a question or a task itself says: its numbers are no answers. */
export const AskedContext = createContext(false);

export interface Holding {
  /** Answers wait for the instructor. */
  readonly isHeld: boolean;
  /** The instructor has shown them. */
  readonly isRevealed: boolean;
}

/**
 * Whether the answers of the beat around a part wait for the instructor's key; the instructor's own notes
 * show them.
 */
export function useHolding(): Holding {
  const { mode, isHeld, revealedBeats } = useLesson();
  const beat = useContext(BeatContext);
  const isAsked = useContext(AskedContext);
  return {
    isHeld: mode !== 'notes' && !isAsked && isHeld(beat),
    isRevealed: beat !== null && revealedBeats.includes(beat),
  };
}

/** Whether this part of a figure answers the question of its beat and waits for the instructor's key. */
export function useIsHeld(part: AnswerPart): boolean {
  const { meta } = useLesson();
  const id = useContext(BeatContext);
  const { isHeld } = useHolding();
  const beat = meta?.beats.find((each) => each.id === id);
  return isHeld && beat?.answers?.includes(part) === true;
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
 * State that survives a switch of language or theme but is not in the link. `initial` must be a constant or
 * memoised.
 */
export function useKeptState<T>(key: string, initial: T): readonly [T, SetValue<T>] {
  return useStored(useLesson().store, key, initial);
}

/**
 * A control's value that is also in the link, under `key`. Parts with the same key share it. `codec` must be
 * a constant (see params.ts); a value out of range in the link is clamped, and the reader is told.
 */
export function useLinkState<T>(key: string, codec: ParamCodec<T>): readonly [T, SetValue<T>] {
  const { store } = useLesson();
  useMemo(() => store.tie(key, codec), [store, key, codec]);
  return useStored(store, key, codec.initial);
}

/**
 * Values that belong together and are in the link, each under its own key; the same object as long as none of
 * them changes. `table` must be a constant. What is set is brought into its parameter's range.
 */
export function useLinkTable<S extends object>(
  table: ParamTable<S>,
): readonly [S, (change: Partial<S>) => void] {
  const { store } = useLesson();
  const names = useMemo(() => {
    const all = Object.keys(table) as (keyof S)[];
    for (const name of all) store.tie(table[name].key, table[name].codec);
    return all;
  }, [store, table]);
  const last = useRef<S | null>(null);
  const read = () => {
    const next = Object.fromEntries(names.map((name) => [name, store.get(table[name].key)])) as S;
    const { current } = last;
    if (current !== null && names.every((name) => Object.is(current[name], next[name]))) return current;
    last.current = next;
    return next;
  };
  const values = useSyncExternalStore(store.subscribe, read);
  const change = useCallback(
    (next: Partial<S>) => {
      for (const name of names) {
        const value = next[name];
        if (value === undefined) continue;
        const { key, codec } = table[name];
        const { value: allowed } = codec.read(codec.write(value));
        // A value that its text says exactly keeps its identity.
        store.set(
          key,
          codec.write(store.get(key) as S[keyof S]) === codec.write(allowed) ? store.get(key) : allowed,
        );
      }
    },
    [store, names, table],
  );
  return [values, change];
}
