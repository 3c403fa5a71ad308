import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countEntries, dealColumns, multiplyDealt } from './columns.ts';
import { runEie } from './machine.ts';
import { drawEntries, WORKLOADS } from './workloads.ts';

describe('a column as EIE stores it', () => {
  it('is the paper’s: [0, 0, 1, 2, 0 x 18, 3] gives v = [1, 2, 0, 3] and z = [2, 0, 15, 2]', () => {
    const column = Uint8Array.from([0, 0, 1, 2, ...Array<number>(18).fill(0), 3]);
    const { elements } = dealColumns(column, column.length, 1);
    expect([...elements[0]!.values]).toEqual([1, 2, 0, 3]);
    expect([...elements[0]!.zeros]).toEqual([2, 0, 15, 2]);
    expect([...elements[0]!.pointers]).toEqual([0, 4]);
  });

  it('deals rows out one after the other: of six rows, element 1 of 4 has rows 1 and 5', () => {
    const codes = Uint8Array.from([1, 2, 3, 4, 5, 6]);
    const { elements } = dealColumns(codes, 6, 4);
    expect(elements.map(({ values }) => [...values])).toEqual([[1, 5], [2, 6], [3], [4]]);
  });

  it('holds no code of more than 4 bits', () => {
    expect(() => dealColumns(Uint8Array.of(1, 16), 2, 1)).toThrow('a code must be from 0 to 15, got 16');
  });
});

const cases = fc.record({
  rows: fc.integer({ min: 1, max: 40 }),
  columns: fc.integer({ min: 1, max: 12 }),
  elements: fc.integer({ min: 1, max: 9 }),
  seed: fc.integer({ min: 1, max: 1e6 }),
});

/** A matrix of codes, mostly zero, its table and its activations. */
function draw({ rows, columns, seed }: { rows: number; columns: number; seed: number }) {
  let state = seed;
  const next = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const codes = Uint8Array.from({ length: rows * columns }, () =>
    next() < 0.15 ? 1 + Math.floor(15 * next()) : 0,
  );
  const table = Int16Array.from({ length: 16 }, (_, at) => (at === 0 ? 0 : Math.floor(2000 * next()) - 1000));
  const activations = Int16Array.from({ length: columns }, () =>
    next() < 0.5 ? 0 : Math.floor(2000 * next()) - 1000,
  );
  return { codes, table, activations };
}

describe('the product that the elements form', () => {
  it('is that of the plain matrix, with any number of elements', () => {
    fc.assert(
      fc.property(cases, ({ elements, ...size }) => {
        const { codes, table, activations } = draw(size);
        const expected = Array.from({ length: size.rows }, (_, row) =>
          activations.reduce(
            (sum, activation, column) => sum + table[codes[column * size.rows + row]!]! * activation,
            0,
          ),
        );
        expect([...multiplyDealt(dealColumns(codes, size.rows, elements), table, activations)]).toEqual(
          expected,
        );
      }),
    );
  });
});

/** Each element by itself, told when it may begin: a recurrence instead of a clock. */
function countCycles(counts: Uint16Array, elements: number, depth: number): number {
  const columns = counts.length / elements;
  const ends = Array.from({ length: columns }, () => new Float64Array(elements));
  let sent = 0;
  for (let column = 0; column < columns; column++) {
    const freed = column < depth ? 0 : Math.max(...ends[column - depth]!);
    sent = Math.max(column === 0 ? 0 : sent + 1, freed);
    for (let element = 0; element < elements; element++) {
      const before = column === 0 ? 0 : ends[column - 1]![element]!;
      ends[column]![element] = Math.max(sent, before) + Math.max(1, counts[column * elements + element]!);
    }
  }
  return columns === 0 ? 0 : Math.max(...ends.at(-1)!);
}

describe('the machine', () => {
  it('by hand: two elements with 1 and 3 entries, then 3 and 1, wait for each other or do not', () => {
    const counts = Uint16Array.of(1, 3, 3, 1);
    expect(runEie(counts, 2, 1)).toMatchObject({ cycles: 6, theoreticalCycles: 4, idleShare: 1 / 3 });
    expect(runEie(counts, 2, 2)).toMatchObject({ cycles: 4, theoreticalCycles: 4, idleShare: 0 });
  });

  it('takes as many cycles as a recurrence over its queues says', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 5 }), ({ elements, ...size }, depth) => {
        const { codes } = draw(size);
        const active = [...Array(size.columns).keys()];
        const counts = countEntries(dealColumns(codes, size.rows, elements), active);
        expect(runEie(counts, elements, depth).cycles).toBe(countCycles(counts, elements, depth));
      }),
    );
  });

  it('does nothing where no activation is left', () => {
    expect(runEie(new Uint16Array(0), 64, 8)).toMatchObject({ cycles: 0, idleShare: 0, microseconds: 0 });
  });
});

describe('the published layers, drawn at random', () => {
  const runOf = (name: keyof typeof WORKLOADS, depth = 8) => runEie(drawEntries(name, 64), 64, depth);

  it.each([
    ['alex-6', 0.15],
    ['alex-7', 0.15],
    ['nt-we', 0.15],
  ] as const)('%s takes about the time that was measured', (name, most) => {
    const { actual } = WORKLOADS[name].published!;
    expect(Math.abs(runOf(name).microseconds / actual - 1)).toBeLessThan(most);
  });

  it('leave about half of the cycles idle with queues of one, and gain little beyond eight', () => {
    const idle = [1, 8, 16].map((depth) => runOf('alex-6', depth).idleShare);
    expect(Math.abs(idle[0]! - 0.5)).toBeLessThan(0.1);
    expect(idle[1]!).toBeLessThan(0.05);
    expect(idle[1]! - idle[2]!).toBeLessThan(0.03);
  });

  it('balance badly where an element has few rows: NT-We of 600 rows', () => {
    expect(runOf('nt-we').idleShare).toBeGreaterThan(4 * runOf('alex-6').idleShare);
  });
});
