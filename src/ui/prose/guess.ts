/** How far off was a guess? Options are right or wrong; a number is close within a tenth of the track it was set on. */
import { type ScaleOptions, TRACK, toTrack } from '../control/scale.ts';

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
  readonly guessText: string;
  readonly truthText: string;
}

export function judgeGuess(ask: PredictAsk, guess: string | number, truth: string | number): Judgement {
  if (isOption(ask)) {
    const label = (id: string | number) => ask.options.find((each) => each.id === id)?.label ?? String(id);
    return {
      verdict: guess === truth ? 'right' : 'off',
      guessText: label(guess),
      truthText: label(truth),
    };
  }
  const scale: ScaleOptions = { ...ask, scale: ask.scale ?? 'linear' };
  const distance = Math.abs(toTrack(Number(guess), scale) - toTrack(Number(truth), scale)) / TRACK;
  return {
    verdict: distance <= 0.02 ? 'right' : distance <= 0.1 ? 'close' : 'off',
    guessText: toAskText(Number(guess), ask),
    truthText: toAskText(Number(truth), ask),
  };
}

function toAskText(value: number, { unit, digits }: NumberAsk): string {
  const shown = unit === '%' ? value * 100 : value;
  const text = digits === undefined ? String(Number(shown.toPrecision(4))) : shown.toFixed(digits);
  return unit === undefined ? text : `${text}\u00a0${unit}`;
}
