/**
 * How does a field say what is wrong with it? Small valibot rules whose messages read as the end of a
 * sentence that begins with the field's path: `must be a whole number from 1 to 4096, got 0.5`. A number's
 * rule also knows the nearest number that it would take.
 */
import * as v from 'valibot';

/** A value as it appears in a message: JSON, cut short. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  const json = toJson(value);
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
}

/** What JSON cannot hold, such as a cycle, is named by its type. */
function toJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? `a ${typeof value}`;
  } catch {
    return `a ${typeof value}`;
  }
}

interface Range {
  readonly what: string;
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly below?: number;
}

function toRangeText({ min, max, above, below }: Range): string {
  if (min !== undefined && max !== undefined) return `from ${min} to ${max}`;
  const low = min !== undefined ? `of at least ${min}` : above !== undefined ? `above ${above}` : '';
  const high = max !== undefined ? `at most ${max}` : below !== undefined ? `below ${below}` : '';
  return [low, high].filter(Boolean).join(' and ');
}

function isInRange(value: number, { min, max, above, below }: Range): boolean {
  return (
    Number.isFinite(value) &&
    (min === undefined || value >= min) &&
    (max === undefined || value <= max) &&
    (above === undefined || value > above) &&
    (below === undefined || value < below)
  );
}

/** How far inside an open end a clamped number lands. */
const MARGIN = 0.001;

type ToNearest = (value: number) => number;

/** By the check that refuses: the nearest number that it would take. */
const nearest = new WeakMap<object, ToNearest>();

/** The nearest number that a failed check would take; undefined where the check is not a number's. */
export function findNearest(requirement: unknown, value: unknown): number | undefined {
  if (typeof value !== 'number' || Number.isNaN(value) || typeof requirement !== 'function') return undefined;
  return nearest.get(requirement)?.(value);
}

function inRange(range: Range, isWhole: boolean, message: (issue: { input: unknown }) => string) {
  const check = (value: number) => isInRange(value, range) && (!isWhole || Number.isInteger(value));
  const low = range.min ?? (range.above === undefined ? -Infinity : range.above + MARGIN);
  const high = range.max ?? (range.below === undefined ? Infinity : range.below - MARGIN);
  nearest.set(check, (value) => {
    const inside = Math.min(Math.max(value, low), high);
    return isWhole ? Math.round(inside) : inside;
  });
  return v.check(check, message);
}

/** A finite number in a range. */
export function number(range: Range) {
  const message = (issue: { input: unknown }) =>
    `(${range.what}) must be a number ${toRangeText(range)}, got ${shown(issue.input)}`;
  return v.pipe(v.number(message), inRange(range, false, message));
}

/** A whole number in a range. */
export function integer(range: Range) {
  const message = (issue: { input: unknown }) =>
    `(${range.what}) must be a whole number ${toRangeText(range)}, got ${shown(issue.input)}`;
  return v.pipe(v.number(message), inRange(range, true, message));
}

/** True or false. */
export function flag(what: string) {
  return v.boolean((issue) => `(${what}) must be true or false, got ${shown(issue.input)}`);
}

/** One of a few words. */
export function choice<const T extends readonly string[]>(words: T, what: string) {
  return v.picklist(
    words,
    (issue) => `(${what}) must be one of ${words.join(', ')}, got ${shown(issue.input)}`,
  );
}

/** A short name made of letters, digits, dots, dashes and underscores. */
export function name(what: string) {
  return v.pipe(
    v.string((issue) => `(${what}) must be a text, got ${shown(issue.input)}`),
    v.regex(
      /^[A-Za-z0-9._-]{1,64}$/,
      (issue) =>
        `(${what}) must be 1 to 64 letters, digits, dots, dashes or underscores, got ${shown(issue.input)}`,
    ),
  );
}

/** From 0 to below 1. */
/** Some classes, counted from 0, each once. */
export const classList = (what: string) =>
  v.pipe(
    v.array(
      integer({ min: 0, max: 999, what: 'a class' }),
      (issue) => `must be a list of classes, got ${shown(issue.input)}`,
    ),
    v.check(
      (classes) => classes.length > 0 && new Set(classes).size === classes.length,
      (issue) => `(${what}) must be a list of at least one class, each once, got ${shown(issue.input)}`,
    ),
  );

export const fraction = (what: string) => number({ min: 0, below: 1, what });

/** One for all layers, or a record of one by layer. */
export const perLayer = <T extends v.GenericSchema>(value: T) =>
  v.union(
    [value, v.record(name('a layer name'), value)],
    (issue) => `must be a number or an object of numbers by layer, got ${shown(issue.input)}`,
  );

/** Names of layers. */
export const layerNames = v.array(
  name('a layer name'),
  (issue) => `must be a list of layer names, got ${shown(issue.input)}`,
);
