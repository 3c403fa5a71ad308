/**
 * How does a control's value live in a link? As short readable text; what does not fit is brought into range,
 * and the reader is told.
 */

/** A value read from a link. `wasClamped` says that the text was not a value in range. */
export interface ReadParam<T> {
  readonly value: T;
  readonly wasClamped: boolean;
  /** What was wrong and what is shown instead, where the page's own sentence would say too little. */
  readonly message?: string;
}

/** How one value is written to a link and read back. */
export interface ParamCodec<T> {
  readonly initial: T;
  readonly read: (text: string) => ReadParam<T>;
  readonly write: (value: T) => string;
}

/** A number from `min` to `max`; `digits` decimals are kept. */
export function numberParam(options: {
  readonly initial: number;
  readonly min: number;
  readonly max: number;
  readonly digits?: number;
}): ParamCodec<number> {
  const { initial, min, max, digits = 4 } = options;
  const round = (value: number) => Number(value.toFixed(digits));
  return {
    initial,
    read: (text) => {
      const value = text.trim() === '' ? Number.NaN : Number(text);
      if (Number.isNaN(value)) return { value: initial, wasClamped: true };
      const clamped = Math.min(max, Math.max(min, value));
      return { value: round(clamped), wasClamped: clamped !== value };
    },
    write: (value) => String(round(value)),
  };
}

/** One of a few words. */
export function choiceParam<const T extends string>(words: readonly T[], initial: NoInfer<T>): ParamCodec<T> {
  return {
    initial,
    read: (text) => {
      const word = words.find((each) => each === text);
      return word === undefined ? { value: initial, wasClamped: true } : { value: word, wasClamped: false };
    },
    write: (value) => value,
  };
}

/** On or off. */
export function flagParam(initial: boolean): ParamCodec<boolean> {
  const words = choiceParam(['on', 'off'], initial ? 'on' : 'off');
  return {
    initial,
    read: (text) => {
      const { value, wasClamped } = words.read(text);
      return { value: value === 'on', wasClamped };
    },
    write: (value) => (value ? 'on' : 'off'),
  };
}

/** Any value with its own text form. `parse` throws on what it does not understand. */
export function textParam<T>(options: {
  readonly initial: T;
  readonly parse: (text: string) => T;
  readonly format: (value: T) => string;
}): ParamCodec<T> {
  return {
    initial: options.initial,
    read: (text) => {
      try {
        return { value: options.parse(text), wasClamped: false };
      } catch {
        return { value: options.initial, wasClamped: true };
      }
    },
    write: options.format,
  };
}

/** Where a parameter stands in a link, and how it is written there. */
export interface Param<T> {
  readonly key: string;
  readonly codec: ParamCodec<T>;
}

/** Several values that belong together, each with its own place in the link. */
export type ParamTable<S> = { readonly [K in keyof S]: Param<S[K]> };

/** A parameter under a key of the link. */
export function param<T>(key: string, codec: ParamCodec<T>): Param<T> {
  return { key, codec };
}
