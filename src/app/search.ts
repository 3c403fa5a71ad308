/**
 * What can a link say? `#/lessons/01-magnitude-pruning?lang=zh&theme=dark&beat=prune&sparsity=0.9`: a few
 * words known here, and a page's own parameters, which it reads itself. Nonsense is left out and the reader
 * is told.
 */
import { isLocale, type Locale } from '../ui/language/bilingual.ts';
import { THEME_CHOICES, type ThemeChoice } from '../ui/theme/theme.ts';

/** Longer values do not come from this page. A recipe in a link stays far below. */
const MAX_VALUE_LENGTH = 24_000;
const MAX_PARAMS = 48;

export interface LabSearch {
  readonly lang?: Locale;
  readonly theme?: ThemeChoice;
  /** `on` while presenting, `notes` in the speaker's own window. */
  readonly present?: 'on' | 'notes';
  /** `hidden` in a teacher's link. */
  readonly answers?: 'hidden';
  /** A page's own parameters. */
  readonly [key: string]: string | undefined;
}

/** A parameter that was left out. */
export interface DroppedParam {
  readonly key: string;
  readonly text: string;
}

const CHECKS: Readonly<Record<string, (text: string) => boolean>> = {
  lang: isLocale,
  theme: (text) => THEME_CHOICES.includes(text as ThemeChoice),
  present: (text) => text === 'on' || text === 'notes',
  answers: (text) => text === 'hidden',
};

/** Sorts a link's parameters into those that can be used and those that cannot. */
export function checkSearch(raw: Readonly<Record<string, unknown>>): {
  readonly search: LabSearch;
  readonly dropped: readonly DroppedParam[];
} {
  const search: Record<string, string> = {};
  const dropped: DroppedParam[] = [];
  for (const [key, value] of Object.entries(raw)) {
    if (typeof value !== 'string' || value === '') continue;
    const isKnown = /^[a-zA-Z][\w-]{0,39}$/.test(key);
    const isFine = isKnown && value.length <= MAX_VALUE_LENGTH && (CHECKS[key]?.(value) ?? true);
    if (isFine && Object.keys(search).length < MAX_PARAMS) search[key] = value;
    else dropped.push({ key: toShort(key), text: toShort(value) });
  }
  return { search: search as LabSearch, dropped };
}

function toShort(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
}

/** Reads `?a=1&b=2` to plain texts; the last of several values counts. */
export function readSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/**
 * Writes a search; sorted, so that the same state has the same link. Empty and missing values are left out.
 */
export function writeSearch(search: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(search)
    .filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const text = new URLSearchParams(pairs).toString();
  return text === '' ? '' : `?${text}`;
}

/**
 * Moves parameters in front of the hash behind it, so that `/?lang=zh` and `/?lang=zh#/bench` work as
 * written.
 * @returns the new hash, or null when there is nothing to move
 */
export function moveSearchIntoHash(search: string, hash: string): string | null {
  const outer = readSearch(search);
  if (Object.keys(outer).length === 0) return null;
  const [path = '', ...rest] = hash.replace(/^#/, '').split('?');
  return `#${path || '/'}${writeSearch({ ...outer, ...readSearch(rest.join('?')) })}`;
}
