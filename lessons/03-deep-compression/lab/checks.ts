/** Did the reader's net do what an exercise asks for? Each looks at a property, never at one exact value. */

import { findBestWidth, type IndexSize, toIndexBytes } from '../../../src/math/indexwidth.ts';
import type { PositionSize } from '../../../src/protocol/anatomy.ts';
import type { Ledger } from '../../../src/protocol/ledger.ts';
import { type Finding, judge, refuse } from '../../parts/exercises.ts';
import { TASKS } from '../recipe.ts';

/** A file small enough, by a trained net that errs little more than the dense one. */
export function checkSmall(ledger: Pick<Ledger, 'fileBytes' | 'wrong'>, denseWrong: number): Finding {
  const more = ledger.wrong - denseWrong;
  const values = { bytes: ledger.fileBytes, wanted: TASKS.small.bytes, more, wrong: ledger.wrong };
  const faults = { tooLarge: ledger.fileBytes > TASKS.small.bytes, tooWrong: more > TASKS.small.moreWrong };
  return judge(values, faults, 'small');
}

/** The width that the reader set is the cheapest of all for the layer. */
export function checkWidth(sizes: readonly IndexSize[], bits: number): Finding {
  const own = sizes.find((size) => size.bits === bits)!;
  const bytes = toIndexBytes(own);
  return judge({ bits, bytes }, { notWidth: bytes > toIndexBytes(findBestWidth(sizes)) }, 'width');
}

/** A net whose largest layer is better off with a bitmap than with gaps of a fixed width or with lists. */
export function checkBitmap(sizes: readonly PositionSize[]): Finding {
  const least = (coding: PositionSize['coding']) =>
    Math.min(...sizes.filter((size) => size.coding === coding).map(({ bytes }) => bytes));
  const bitmap = least('bitmap');
  const gaps = Math.min(least('gaps'), least('lists'));
  if (!Number.isFinite(bitmap)) return refuse('noZeros');
  return judge({ bitmap, gaps }, { notBitmap: bitmap >= gaps }, 'bitmap');
}
