/**
 * Reads a number as people type it: with a comma, a full-width digit or an ideographic full stop where a
 * keyboard makes one. A comma before three digits may group thousands or stand for the point, so a text can
 * have two readings; the field's range decides between them.
 */
import { type ScaleOptions, toStep } from './scale.ts';

/**
 * `outside`: no reading is within the range, and the nearest value is `value`. `ambiguous`: both readings
 * are.
 */
export type Typed =
  | { readonly kind: 'value' | 'outside'; readonly value: number }
  | { readonly kind: 'ambiguous'; readonly readings: readonly [number, number] }
  | { readonly kind: 'none' };

/** @param factor the typed number is so many times the value: 100 for percent */
export function readTyped(text: string, unit: string, factor: number, options: ScaleOptions): Typed {
  const readings = toReadings(text, unit).map((reading) => reading / factor);
  const inRange = readings.filter((value) => value >= options.min && value <= options.max);
  const onStep = inRange.filter((value) => isClose(value, toStep(value, options)));
  const [first, second] = onStep.length > 0 ? onStep : inRange;
  if (first !== undefined) {
    return second === undefined
      ? { kind: 'value', value: toStep(first, options) }
      : { kind: 'ambiguous', readings: [first, second] };
  }
  const [nearest, other] = readings.map((value) => toStep(value, options));
  if (nearest === undefined) return { kind: 'none' };
  return other === undefined || other === nearest
    ? { kind: 'outside', value: nearest }
    : { kind: 'ambiguous', readings: [readings[0]!, readings[1]!] };
}

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** Thousands: one to three digits that do not begin with a zero, then groups of three. */
const GROUPED = /^[+-]?[1-9]\d{0,2}(,\d{3})+(?!\d|,)/;
const DECIMAL_COMMA = /^[^,.]*,[^,.]*$/;

/** What a text may mean, without its unit: none, one or two numbers; the reading with groups first. */
export function toReadings(text: string, unit = ''): readonly number[] {
  const plain = text
    .normalize('NFKC')
    .replace(unit, '')
    .replace(/[\s_]/g, '')
    .replace(/[−–]/g, '-')
    .replaceAll('。', '.');
  const readings = plain.includes(',')
    ? [
        ...(GROUPED.test(plain) ? [plain.replaceAll(',', '')] : []),
        ...(DECIMAL_COMMA.test(plain) ? [plain.replace(',', '.')] : []),
      ]
    : [plain];
  return readings.filter((each) => NUMBER.test(each) && Number.isFinite(Number(each))).map(Number);
}
