import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeriesBuilder } from './series.ts';

const ones = (count: number) => new Float32Array(count).fill(1);

describe('a series', () => {
  it('keeps every step until it is full', () => {
    const builder = new SeriesBuilder(4);
    builder.append(0, Float32Array.of(4, 3, 2), Float32Array.of(0.25, 0.5, 0.75));
    expect(builder.toSeries()).toEqual({
      steps: Float64Array.of(1, 2, 3),
      losses: Float32Array.of(4, 3, 2),
      accuracies: Float32Array.of(0.25, 0.5, 0.75),
      stride: 1,
    });
  });

  it('averages neighbours when it is full', () => {
    const builder = new SeriesBuilder(4);
    builder.append(0, Float32Array.of(1, 3, 5, 7, 9, 11), ones(6));
    const { steps, losses, stride } = builder.toSeries();
    expect(stride).toBe(2);
    expect([...steps]).toEqual([2, 4, 6]);
    expect([...losses]).toEqual([2, 6, 10]);
  });

  it('stays within its capacity, in order, with every mean exact, however steps arrive', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 }), (chunks) => {
        const builder = new SeriesBuilder(16);
        let done = 0;
        for (const count of chunks) {
          // The loss of step n is n, so a point that ends at s with stride k has the mean s - (k - 1) / 2.
          const losses = Float32Array.from({ length: count }, (_, i) => done + i + 1);
          builder.append(done, losses, ones(count));
          done += count;
        }
        const { steps, losses, stride } = builder.toSeries();
        expect(steps.length).toBeLessThanOrEqual(16);
        expect(done - (steps.at(-1) ?? 0)).toBeLessThan(stride);
        steps.forEach((step, i) => {
          expect(step).toBe((i + 1) * stride);
          expect(losses[i]).toBeCloseTo(step - (stride - 1) / 2, 3);
        });
      }),
    );
  });

  it('replaces steps that come again after a restart, and leaves views handed out as they were', () => {
    const builder = new SeriesBuilder(8);
    builder.append(0, Float32Array.of(5, 4, 3, 2), ones(4));
    const before = builder.toSeries();
    builder.append(2, Float32Array.of(8, 9), ones(2));
    expect([...builder.toSeries().losses]).toEqual([5, 4, 8, 9]);
    expect([...before.losses]).toEqual([5, 4, 3, 2]);
    expect(builder.lastStep).toBe(4);
  });

  it('goes on from a stored one', () => {
    const builder = new SeriesBuilder(4);
    builder.append(0, Float32Array.of(1, 3, 5, 7, 9, 11), ones(6));
    const again = SeriesBuilder.from(builder.toSeries(), 4);
    again.append(6, Float32Array.of(13, 15), ones(2));
    expect([...again.toSeries().steps]).toEqual([2, 4, 6, 8]);
  });
});
