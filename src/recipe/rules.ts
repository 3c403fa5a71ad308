/**
 * How does a field say what is wrong with it? Small valibot rules whose messages read as the end of a sentence that
 * begins with the field's path: `must be a whole number from 1 to 4096, got 0.5`.
 */
import * as v from 'valibot';

/** A value as it appears in a message: JSON, cut short. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
}

interface Range {
  readonly what: string;
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly below?: number;
}

function rangeText({ min, max, above, below }: Range): string {
  const low = min !== undefined ? `from ${min}` : above !== undefined ? `above ${above}` : '';
  const high = max !== undefined ? `to ${max}` : below !== undefined ? `below ${below}` : '';
  return [low, high].filter(Boolean).join(' ');
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

/** A finite number in a range. */
export function number(range: Range) {
  const message = (issue: { input: unknown }) =>
    `(${range.what}) must be a number ${rangeText(range)}, got ${shown(issue.input)}`;
  return v.pipe(
    v.number(message),
    v.check((value) => isInRange(value, range), message),
  );
}

/** A whole number in a range. */
export function integer(range: Range) {
  const message = (issue: { input: unknown }) =>
    `(${range.what}) must be a whole number ${rangeText(range)}, got ${shown(issue.input)}`;
  return v.pipe(
    v.number(message),
    v.check((value) => Number.isInteger(value) && isInRange(value, range), message),
  );
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
