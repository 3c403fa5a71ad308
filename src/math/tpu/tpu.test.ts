import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countTpu,
  createArray,
  PEAK_OPERATIONS,
  RIDGE,
  simulateTpu,
  TPU,
  type TpuQuestion,
} from './simulate.ts';

const question = fc
  .record({
    batch: fc.integer({ min: 1, max: 9 }),
    depth: fc.integer({ min: 1, max: 11 }),
    outputs: fc.integer({ min: 1, max: 11 }),
    size: fc.integer({ min: 1, max: 6 }),
    bytesPerCycle: fc.constantFrom(0.5, 1, 3, Number.POSITIVE_INFINITY),
    seed: fc.integer({ min: 0, max: 1000 }),
  })
  .map(({ seed, ...rest }): TpuQuestion => {
    const draw = (at: number, most: number) => ((at * 7919 + seed * 104729) % (2 * most + 1)) - most;
    return {
      ...rest,
      inputs: Int16Array.from({ length: rest.batch * rest.depth }, (_, at) => draw(at, 255)),
      weights: Int8Array.from({ length: rest.depth * rest.outputs }, (_, at) => draw(at + 31, 127)),
    };
  });

function multiply({ inputs, weights, batch, depth, outputs }: TpuQuestion): number[] {
  return Array.from({ length: batch * outputs }, (_, at) => {
    const [image, output] = [Math.floor(at / outputs), at % outputs];
    let sum = 0;
    for (let input = 0; input < depth; input++)
      sum += inputs[image * depth + input]! * weights[input * outputs + output]!;
    return sum;
  });
}

describe('a systolic array', () => {
  it('gives the sums of the plain product, for any sizes and however slow its memory is', () => {
    fc.assert(
      fc.property(question, (each) => {
        const { sums, cycles } = simulateTpu(each);
        expect([...sums]).toEqual(multiply(each));
        expect(cycles).toBe(createArray(each, () => {}).cycles);
      }),
      { numRuns: 200 },
    );
  });

  it('takes the cycles that a hand counts: 3 images through one tile of 2 x 2', () => {
    // 2 cycles for the weights, the images enter in cycles 2, 3 and 4, the last one leaves two cycles later.
    const each: TpuQuestion = {
      inputs: Int16Array.of(1, 2, 3, 4, 5, 6),
      weights: Int8Array.of(1, 10, 100, -1),
      ...{ batch: 3, depth: 2, outputs: 2, size: 2, bytesPerCycle: Number.POSITIVE_INFINITY },
    };
    const left: string[] = [];
    const array = createArray(each, (image, output, sum) =>
      left.push(`${array.cycle - 1}: ${image} ${output} ${sum}`),
    );
    while (array.cycle < array.cycles) array.step();
    expect(array.cycles).toBe(7);
    expect(left).toEqual(['3: 0 0 201', '4: 0 1 8', '4: 1 0 403', '5: 1 1 26', '5: 2 0 605', '6: 2 1 44']);
  });

  it('leaves nothing to do but where the wave is', () => {
    const each: TpuQuestion = {
      inputs: new Int16Array(4),
      weights: new Int8Array(16),
      ...{ batch: 1, depth: 4, outputs: 4, size: 4, bytesPerCycle: Number.POSITIVE_INFINITY },
    };
    const array = createArray(each, () => {});
    const work = [0, 1, 2, 3].flatMap((row) =>
      [0, 1, 2, 3].map((column) => array.findWork(row, column, 4 + 3) !== null),
    );
    // Image 0 entered in cycle 4; in cycle 7 the elements of the diagonal work.
    expect(work.map(Number).join('')).toBe('0001001001001000');
  });

  it('has the published peak and ridge, and reaches the peak in large batches alone', () => {
    expect(PEAK_OPERATIONS / 1e12).toBeCloseTo(91.75, 2);
    expect(RIDGE).toBeCloseTo(1349.3, 1);
    const bytesPerCycle = TPU.memoryBytesPerSecond / TPU.clockHz;
    const shape = { depth: 2048, outputs: 2048, size: TPU.size, bytesPerCycle };
    const at = (batch: number) => countTpu({ ...shape, batch });
    expect(at(200).bound).toBe('memory');
    expect(at(1350).bound).toBe('batch');
    // 200 products a byte: 200 of 1,350 is 14.8 % of the peak, a roof of 13.6 TOPS; fill and drain take a
    // little more.
    expect(at(200).operationsPerSecond / 1e12).toBeGreaterThan(13);
    expect(at(200).operationsPerSecond / 1e12).toBeLessThan(13.6);
    expect(at(20_000).utilisation).toBeGreaterThan(0.99);
  });

  it('is counted as it is run', () => {
    fc.assert(
      fc.property(question, (each) => {
        const { sums: _, ...run } = simulateTpu(each);
        expect(countTpu(each)).toEqual(run);
        expect(run.utilisation).toBeLessThanOrEqual(1);
      }),
      { numRuns: 50 },
    );
  });
});
