/**
 * When is an exercise done? Each looks at a property of what the reader has made, and answers with the
 * numbers that it looked at.
 */
import type { Ledger } from '../../../src/protocol/ledger.ts';
import { type Finding, judge } from '../../parts/exercises.ts';
import { type Known, toShare } from './known.ts';

/** Exercise 1: how sure the softened answer must be, and how far apart its logits stay. */
export const WANTED_SURE = [0.7, 0.75] as const;
export const WANTED_GAP = 4;
/** Exercise 2: the part of the wrong images that soft targets must save. */
export const WANTED_SAVED = 0.2;
/** Exercise 3: the part of an unseen digit that must be known, and how many images may be wrong in all. */
export const WANTED_KNOWN = 0.7;
export const LEAST_SHARE_RIGHT = 0.85;

/** Exercise 1: two logits that lie far apart, and a temperature that hides it. */
export function checkSure(gap: number, sure: number): Finding {
  const [low, high] = WANTED_SURE;
  const faults = { close: gap < WANTED_GAP, cold: sure > high, hot: sure < low };
  return judge({ gap, sure, wantedGap: WANTED_GAP, low, high }, faults, 'soft');
}

type Counted = Pick<Ledger, 'wrong'>;

/** Exercise 2: the student of soft targets saves a fifth of the other's wrong images. */
export function checkSaved(labels: Counted, soft: Counted): Finding {
  const saved = 1 - soft.wrong / Math.max(1, labels.wrong);
  const values = { labels: labels.wrong, soft: soft.wrong, saved, wanted: WANTED_SAVED };
  return judge(values, { tooLittle: soft.wrong > (1 - WANTED_SAVED) * labels.wrong }, 'saved');
}

/** Exercise 3: another digit than the text's is known without having been seen. */
export function checkUnseen(digit: number, known: Known, all: Known): Finding {
  const [share, right] = [toShare(known), toShare(all)];
  const values = { digit, share, wanted: WANTED_KNOWN, right, least: LEAST_SHARE_RIGHT };
  const faults = { told: digit === 3, unknown: share < WANTED_KNOWN, costly: right < LEAST_SHARE_RIGHT };
  return judge(values, faults, 'unseen');
}
