/**
 * A small layer on EIE, cycle by cycle, with all that is to be seen: what waits in each queue, which entry
 * each element is at, and the sums so far. The same machine as `machine.ts`, which only counts; a test holds
 * the two together.
 */
import type { DealtMatrix } from './columns.ts';

/** What an element does in one cycle. */
export type ElementWork =
  /** One entry of a column: its code, where it belongs, and how many zeros came before it. */
  | {
      readonly kind: 'entry';
      readonly column: number;
      readonly row: number;
      readonly code: number;
      readonly zeros: number;
    }
  /** A column in which it has no entry: only pointers are read. */
  | { readonly kind: 'empty'; readonly column: number }
  | { readonly kind: 'idle' };

export interface TracedCycle {
  /** The column whose activation went out to all at the cycle's beginning; null where none could. */
  readonly sent: number | null;
  /** Columns in each element's queue in this cycle, the one that it works on first. */
  readonly queues: readonly (readonly number[])[];
  readonly work: readonly ElementWork[];
  /** After this cycle, by row. */
  readonly sums: Float64Array;
}

/**
 * @param table what the codes stand for
 * @param activations [columns]; zeros are never sent
 * @param depth activations that a queue holds, with the one that is being worked on
 */
export function traceEie(
  matrix: DealtMatrix,
  table: ArrayLike<number>,
  activations: ArrayLike<number>,
  depth: number,
): readonly TracedCycle[] {
  const active = Array.from({ length: matrix.columns }, (_, column) => column).filter(
    (column) => activations[column] !== 0,
  );
  const elements = matrix.elements.map((own) => ({ own, done: 0, entry: 0, place: -1 }));
  const sums = new Float64Array(matrix.rows);
  const cycles: TracedCycle[] = [];
  let sent = 0;
  while (elements.some(({ done }) => done < active.length)) {
    const goes = sent < active.length && elements.every(({ done }) => sent - done < depth);
    if (goes) sent++;
    const queues = elements.map(({ done }) => active.slice(done, sent));
    const work = elements.map((element, at): ElementWork => {
      if (element.done >= sent) return { kind: 'idle' };
      const column = active[element.done]!;
      const { values, zeros, pointers } = element.own;
      const next = pointers[column]! + element.entry;
      if (next >= pointers[column + 1]!) {
        element.done++;
        return { kind: 'empty', column };
      }
      element.place += zeros[next]! + 1;
      element.entry++;
      const row = at + element.place * elements.length;
      const code = values[next]!;
      sums[row]! += table[code]! * activations[column]!;
      if (next + 1 === pointers[column + 1]!)
        Object.assign(element, { entry: 0, place: -1, done: element.done + 1 });
      return { kind: 'entry', column, row, code, zeros: zeros[next]! };
    });
    cycles.push({ sent: goes ? active[sent - 1]! : null, queues, work, sums: sums.slice() });
  }
  return cycles;
}

/** Of all elements' cycles, those without an entry to work on. */
export function findIdleShare(cycles: readonly TracedCycle[]): number {
  const works = cycles.flatMap(({ work }) => work);
  return works.length === 0 ? 0 : 1 - works.filter(({ kind }) => kind === 'entry').length / works.length;
}
