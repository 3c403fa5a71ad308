/**
 * A guess of a whole room: how many hands went up for each answer, where a number's range is cut into a few
 * equal parts of its track.
 */
import { fromTrack, type ScaleOptions, TRACK, toTrack } from '../control/scale.ts';
import type { Locale } from '../language/bilingual.ts';
import type { ParamCodec } from '../lesson/params.ts';
import { isOption, type NumberAsk, type PredictAsk, toAskText } from './guess.ts';

const PARTS = 5;
const MOST_HANDS = 9999;

const toScale = (ask: NumberAsk): ScaleOptions => ({ ...ask, scale: ask.scale ?? 'linear' });

/** Ends of the parts of a number's range, the inner ones in as few digits as tell them apart. */
export function listBounds(ask: NumberAsk): readonly number[] {
  const scale = toScale(ask);
  const exact = Array.from({ length: PARTS + 1 }, (_, part) => fromTrack((part / PARTS) * TRACK, scale));
  const toRound = (digits: number) =>
    exact.map((each, at) => (at % PARTS === 0 ? each : Number(each.toPrecision(digits))));
  const isRising = (bounds: readonly number[]) =>
    bounds.every((each, at) => at === 0 || each > bounds[at - 1]!);
  return [1, 2, 3].map(toRound).find(isRising) ?? exact;
}

/** The answers that a room chooses from, in words. */
export function listAnswers(ask: PredictAsk, locale: Locale): readonly string[] {
  if (isOption(ask)) return ask.options.map(({ label }) => label);
  const [first = '', ...ends] = listBounds(ask).map((each) => toAskText(each, ask, locale));
  return ends.map((end, at) => `${at === 0 ? first : ends[at - 1]} – ${end}`);
}

/** Which of the answers holds the truth; -1 where none does. */
export function findAnswer(ask: PredictAsk, truth: string | number): number {
  if (isOption(ask)) return ask.options.findIndex(({ id }) => id === String(truth));
  const inner = listBounds(ask).slice(1, -1);
  return inner.filter((each) => each <= Number(truth)).length;
}

/** What most of a room's hands are for: the option, or the middle of the part. Null before the first hand. */
export function toRoomGuess(ask: PredictAsk, counts: readonly number[]): string | number | null {
  const most = Math.max(0, ...counts);
  if (most === 0) return null;
  const answer = counts.indexOf(most);
  if (isOption(ask)) return ask.options[answer]?.id ?? null;
  const scale = toScale(ask);
  const [low = ask.min, high = ask.max] = listBounds(ask).slice(answer, answer + 2);
  return fromTrack((toTrack(low, scale) + toTrack(high, scale)) / 2, scale);
}

/** Counts in a link: `3-12-0-1`. Trailing zeros are left out, so no hands at all are an empty text. */
export const handsParam: ParamCodec<readonly number[]> = {
  initial: [],
  read: (text) => {
    const counts = text.split('-').map(Number);
    const isFine = counts.every((each) => Number.isInteger(each) && each >= 0 && each <= MOST_HANDS);
    return isFine ? { value: counts, wasClamped: false } : { value: [], wasClamped: true };
  },
  write: (counts) => counts.join('-').replace(/(^|-)0(-0)*$/, ''),
};

/** The counts with another for one answer, brought into range. */
export function setHands(counts: readonly number[], answer: number, count: number): readonly number[] {
  const next = Array.from({ length: Math.max(counts.length, answer + 1) }, (_, each) => counts[each] ?? 0);
  next[answer] = Math.min(MOST_HANDS, Math.max(0, Math.round(Number.isFinite(count) ? count : 0)));
  return next;
}
