/**
 * How far off was a guess, and which way? One rule for all questions: by what part of the larger of guess and
 * truth the two differ. Up to a twentieth is right, up to a third close. So 70 against 85 and 33 against 47
 * are judged alike, whatever track they were set on.
 */

import type { Locale } from '../language/bilingual.ts';
import { joinUnit } from '../language/numbers.ts';

export interface OptionAsk {
  readonly options: readonly { readonly id: string; readonly label: string }[];
}

/** A guess on a slider; see `Slider` for what the fields mean. */
export interface NumberAsk {
  readonly initial: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly scale?: 'linear' | 'log';
  readonly unit?: string;
  readonly digits?: number;
}

export type PredictAsk = OptionAsk | NumberAsk;

export function isOption(ask: PredictAsk): ask is OptionAsk {
  return 'options' in ask;
}

export interface Judgement {
  readonly verdict: 'right' | 'close' | 'off';
  /** Of numbers, and of options that are numbers; `none` where guess and truth are written alike. */
  readonly direction: 'low' | 'high' | 'none';
  readonly guessText: string;
  readonly truthText: string;
  /** How far they are apart, in the guess's unit: "15 %", "14 ×". Empty for options that are words. */
  readonly distanceText: string;
}

const RIGHT = 1 / 20;
const CLOSE = 1 / 3;

/** @param locale whose way of writing numbers the texts have */
export function judgeGuess(
  ask: PredictAsk,
  guess: string | number,
  truth: string | number,
  locale: Locale = 'en',
): Judgement {
  const write = (value: string | number) =>
    isOption(ask)
      ? (ask.options.find((each) => each.id === value)?.label ?? String(value))
      : toAskText(Number(value), ask, locale);
  const [guessText, truthText] = [write(guess), write(truth)];
  const [guessed, found] = [Number(guess), Number(truth)];
  const isAlike = guessText === truthText;
  if (Number.isNaN(guessed) || Number.isNaN(found))
    return { verdict: isAlike ? 'right' : 'off', direction: 'none', guessText, truthText, distanceText: '' };
  const apart = Math.abs(guessed - found);
  const part = apart / Math.max(Math.abs(guessed), Math.abs(found), Number.MIN_VALUE);
  return {
    verdict: isAlike || part <= RIGHT ? 'right' : part <= CLOSE ? 'close' : 'off',
    direction: isAlike ? 'none' : guessed < found ? 'low' : 'high',
    guessText,
    truthText,
    distanceText: isOption(ask) ? String(apart) : toAskText(apart, ask, locale),
  };
}

/** A number as the ask writes it. */
export function toAskText(value: number, { unit, digits }: NumberAsk, locale: Locale): string {
  const shown = unit === '%' ? value * 100 : value;
  const text = digits === undefined ? String(Number(shown.toPrecision(4))) : shown.toFixed(digits);
  return unit === undefined ? text : joinUnit(text, unit, locale);
}
