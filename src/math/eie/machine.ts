/**
 * EIE cycle by cycle (Han et al. 2016, arXiv 1602.01528, section IV): each activation that is not zero is
 * sent to all processing elements at once, as soon as the queue of every one has room; each works through its
 * entries of that column, one a cycle.
 *
 * Left out on purpose: the few cycles in which its pipeline of four stages fills, and those in which vectors
 * too long for the registers come from memory.
 */

/** Of the published chip. */
export const CLOCK_HZ = 800e6;
/** Power of one processing element, in watts (table 2). */
const ELEMENT_WATTS = 9.157e-3;

export interface EieRun {
  readonly cycles: number;
  /** Cycles if all elements were busy all the time. */
  readonly theoreticalCycles: number;
  /** Of the elements' cycles, those without an entry to work on. */
  readonly idleShare: number;
  readonly microseconds: number;
  /** Of all elements, working or not. */
  readonly energyPj: number;
}

/**
 * @param counts entries by column and element, [columns, elements]; see `countEntries`
 * @param elements processing elements
 * @param depth activations that a queue holds, with the one that is being worked on
 */
export function runEie(counts: Uint16Array, elements: number, depth: number): EieRun {
  const columns = counts.length / elements;
  const finished = new Uint32Array(elements);
  const left = Uint16Array.from({ length: elements }, (_, element) => counts[element] ?? 0);
  let [sent, cycles, entries, waiting] = [0, 0, 0, columns === 0 ? 0 : elements];
  while (waiting > 0) {
    if (sent < columns && finished.every((column) => sent - column < depth)) sent++;
    cycles++;
    for (let element = 0; element < elements; element++) {
      const column = finished[element]!;
      if (column >= sent) continue;
      // A column without entries takes the cycle in which its pointers are read.
      if (left[element]! > 0) {
        left[element]!--;
        entries++;
      }
      if (left[element]! > 0) continue;
      const next = column + 1;
      finished[element] = next;
      if (next === columns) waiting--;
      else left[element] = counts[next * elements + element]!;
    }
  }
  const seconds = cycles / CLOCK_HZ;
  return {
    cycles,
    theoreticalCycles: Math.ceil(entries / elements),
    idleShare: cycles === 0 ? 0 : (cycles * elements - entries) / (cycles * elements),
    microseconds: 1e6 * seconds,
    energyPj: 1e12 * seconds * elements * ELEMENT_WATTS,
  };
}
