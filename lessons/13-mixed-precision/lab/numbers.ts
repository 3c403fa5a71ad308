/** Which numbers a format has in a window, as far as there is room for marks. */
import { listFloats } from '../../../src/math/float32.ts';
import {
  countFloatBits,
  fromFloatCode,
  SMALL_FLOATS,
  type SmallFloatName,
} from '../../../src/math/smallfloat.ts';

const MOST_MARKS = 170;
const MOST_AT_ZERO = 3;

export interface ShownNumbers {
  readonly values: readonly number[];
  /** Fraction bits of those drawn. */
  readonly fractionBits: number;
}

/** All of them where they are few; else those whose fraction needs fewer bits. */
export function listNumbers(name: SmallFloatName, low: number, high: number): ShownNumbers {
  const format = SMALL_FLOATS[name];
  const all =
    countFloatBits(format) === 8 ? listAll(name).filter((value) => value >= low && value <= high) : [];
  if (all.length > 0 && all.length <= MOST_MARKS) return { values: all, fractionBits: format.fractionBits };
  const isAtZero = low <= 0 && high >= 0;
  const finest = (high - low) / (isAtZero ? 4000 : 400);
  let shown = { values: listFloats(low, high, 0, finest), fractionBits: 0 };
  // Around zero, more bits would leave out the powers of two that are close to it.
  const most = isAtZero ? Math.min(MOST_AT_ZERO, format.fractionBits) : format.fractionBits;
  for (let bits = 1; bits <= most; bits++) {
    const values = listFloats(low, high, bits, finest);
    if (values.length > MOST_MARKS) break;
    shown = { values, fractionBits: bits };
  }
  return shown;
}

function listAll(name: SmallFloatName): number[] {
  const format = SMALL_FLOATS[name];
  const values = Array.from({ length: 256 }, (_, code) => fromFloatCode(format, code));
  return values.filter(Number.isFinite).sort((a, b) => a - b);
}
