/**
 * Where does what the reader did live while the prose around it is swapped for another language? In a store
 * above the prose: values by key, some of them tied to the link.
 */
import type { ParamCodec } from './params.ts';

type Listener = () => void;
type Params = Readonly<Record<string, string | undefined>>;

export interface LessonStore {
  readonly has: (key: string) => boolean;
  readonly get: (key: string) => unknown;
  readonly set: (key: string, value: unknown) => void;
  readonly subscribe: (listener: Listener) => () => void;
  /** Ties a key to the link; the value comes from there if there is one. */
  readonly tie: <T>(key: string, codec: ParamCodec<T>) => void;
  /** Takes over the parameters of a link that changed under the page. */
  readonly follow: (params: Params) => void;
  /** The tied values that differ from their initial ones, as text. `undefined` for those that do not. */
  readonly toParams: () => Record<string, string | undefined>;
  /** Everything back to how the lesson began. */
  readonly reset: () => void;
}

/** Keys that begin like this hold what the reader guessed, which outlives the page. */
const GUESS = 'predict:';

/** Where guesses live between visits. */
export interface GuessKeeper {
  readonly read: () => Readonly<Record<string, unknown>>;
  readonly write: (guesses: Readonly<Record<string, unknown>>) => void;
}

type Clamped = (key: string, text: string, shown: string, message?: string) => void;

/**
 * @param params the link's parameters when the lesson opened
 * @param onClamped told of each parameter that was brought into range
 * @param guesses where guesses are kept from visit to visit; for this page alone where absent
 */
export function createLessonStore(
  params: Params = {},
  onClamped: Clamped = () => {},
  guesses?: GuessKeeper,
): LessonStore {
  const values = new Map(pickGuesses(Object.entries(guesses?.read() ?? {})));
  const tied = new Map<string, ParamCodec<unknown>>();
  const { subscribe, notify } = createListeners();
  let known = params;
  const keepGuesses = () => guesses?.write(Object.fromEntries(pickGuesses([...values])));
  const readKnown = (key: string, codec: ParamCodec<unknown>) => readParam(key, known[key], codec, onClamped);
  const toParams = () =>
    Object.fromEntries(
      [...tied].map(([key, codec]) => {
        const text = codec.write(values.get(key));
        return [key, text === codec.write(codec.initial) ? undefined : text];
      }),
    );
  return {
    has: (key) => values.has(key),
    get: (key) => values.get(key),
    set: (key, value) => {
      if (Object.is(values.get(key), value)) return;
      values.set(key, value);
      if (key.startsWith(GUESS)) keepGuesses();
      notify();
    },
    subscribe,
    tie: (key, codec) => {
      if (tied.has(key)) return;
      // Values under a key only ever meet the key's own codec.
      const own = codec as unknown as ParamCodec<unknown>;
      tied.set(key, own);
      if (!values.has(key)) values.set(key, readKnown(key, own));
    },
    follow: (next) => {
      const written = toParams();
      known = next;
      let hasChanged = false;
      for (const [key, codec] of tied) {
        if (next[key] === written[key]) continue;
        values.set(key, readKnown(key, codec));
        hasChanged = true;
      }
      if (hasChanged) notify();
    },
    toParams,
    reset: () => {
      values.clear();
      keepGuesses();
      for (const [key, codec] of tied) values.set(key, codec.initial);
      notify();
    },
  };
}

function createListeners() {
  const listeners = new Set<Listener>();
  return {
    subscribe: (listener: Listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    notify: () => {
      for (const listener of listeners) listener();
    },
  };
}

function pickGuesses(entries: readonly [string, unknown][]): [string, unknown][] {
  return entries.filter(([key]) => key.startsWith(GUESS));
}

/** A link's value of a parameter, told of where it had to be brought into range; else the initial one. */
function readParam(
  key: string,
  text: string | undefined,
  codec: ParamCodec<unknown>,
  onClamped: Clamped,
): unknown {
  if (text === undefined) return codec.initial;
  const { value, wasClamped, message } = codec.read(text);
  if (wasClamped) onClamped(key, text, codec.write(value), message);
  return value;
}
