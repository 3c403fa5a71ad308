/** How many test images of each class a net answers rightly. */
import type { Evaluation } from '../../../src/protocol/events.ts';

type Answered = Pick<Evaluation, 'answers' | 'labels'>;

export interface Known {
  readonly right: number;
  readonly tested: number;
}

/** Right answers to the images of one class; null where there are no answers to look at. */
export function countKnown({ answers, labels }: Answered, digit: number): Known | null {
  if (answers === undefined || labels === undefined) return null;
  let [right, tested] = [0, 0];
  for (let at = 0; at < labels.length; at++) {
    if (labels[at] !== digit) continue;
    tested++;
    if (answers[at] === digit) right++;
  }
  return { right, tested };
}

export const toShare = ({ right, tested }: Known) => right / Math.max(1, tested);
