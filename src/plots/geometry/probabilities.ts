/**
 * Answers side by side: a column for each model, a row for each class, every bar on the scale from 0 to 1.
 */

import { formatPercent } from '../format.ts';
import type { Variant } from '../types.ts';
import { estimateTextWidth, wrapText } from './text.ts';

export interface ProbabilityColumn {
  readonly id: string;
  readonly label: string;
  readonly variant: Variant;
  /** One probability a class, or `undefined` while nothing is asked. */
  readonly probabilities: ArrayLike<number> | undefined;
}

export interface ProbabilityBar {
  readonly width: number;
  readonly text: string;
  readonly isTop: boolean;
}

export interface PlacedColumn {
  readonly model: ProbabilityColumn;
  readonly x: number;
  readonly title: readonly string[];
  /** One a class; none while there is no answer. */
  readonly bars: readonly ProbabilityBar[];
}

export interface ProbabilityLayout {
  readonly width: number;
  readonly height: number;
  /** Right edge of the class names. */
  readonly namesRight: number;
  readonly rows: readonly number[];
  readonly barHeight: number;
  readonly columns: readonly PlacedColumn[];
}

export interface ProbabilityInput {
  readonly width: number;
  readonly fontPx: number;
  readonly classes: readonly string[];
  readonly models: readonly ProbabilityColumn[];
  /** How a share is written. */
  readonly percent?: (fraction: number, digits?: number) => string;
}

export function layoutProbabilities({
  width,
  fontPx,
  classes,
  models,
  percent = formatPercent,
}: ProbabilityInput): ProbabilityLayout {
  const names = Math.max(0, ...classes.map((each) => estimateTextWidth(each, fontPx))) + 0.9 * fontPx;
  const gap = 1.2 * fontPx;
  const start = names + 0.5 * fontPx;
  const each = (width - start - gap * (models.length - 1)) / Math.max(1, models.length);
  const titles = models.map((model) => wrapText(model.label, each, fontPx));
  const titleRows = Math.max(1, ...titles.map((lines) => lines.length));
  const head = (titleRows * 1.3 + 0.5) * fontPx;
  const room = Math.max(fontPx, each - estimateTextWidth('99.9 %', fontPx) - 0.4 * fontPx);
  const columns = models.map((model, i): PlacedColumn => {
    const top = findTop(model.probabilities);
    return {
      model,
      x: start + i * (each + gap),
      title: titles[i]!,
      bars: model.probabilities
        ? classes.map((_, at) => {
            const value = model.probabilities![at] ?? 0;
            return {
              width: Math.min(1, Math.max(0, value)) * room,
              text: writeProbability(value, percent),
              isTop: at === top,
            };
          })
        : [],
    };
  });
  const rows = classes.map((_, at) => head + (at + 0.5) * 1.55 * fontPx);
  const height = Math.round(head + classes.length * 1.55 * fontPx);
  return { width, height, namesRight: names, rows, barHeight: 0.95 * fontPx, columns };
}

/** The class with the greatest probability, the first of equals; -1 for none. */
export function findTop(probabilities: ArrayLike<number> | undefined): number {
  let top = -1;
  for (let i = 0; i < (probabilities?.length ?? 0); i++) {
    if (top < 0 || probabilities![i]! > probabilities![top]!) top = i;
  }
  return top;
}

/** Small chances round to nothing; next to 100 % a tenth still counts. */
function writeProbability(value: number, percent: typeof formatPercent): string {
  if (value < 0.0005) return '';
  return percent(value, value > 0.9995 || value < 0.00995 ? 1 : value > 0.9 ? 1 : 0);
}
