import { describe, expect, it } from 'vitest';
import { clusterValues } from './kmeans.ts';
import { pickFrames, toTracePoint, traceStart } from './lloydtrace.ts';
import { createStream } from './random.ts';
import { sortValues } from './sortedvalues.ts';

const values = new Float32Array(500);
createStream(1, 'values').fillUniform(values, -1, 1);
const cubed = values.map((value) => value ** 3);
const sorted = sortValues(cubed);

describe('traceStart', () => {
  it('never lets the error rise, and ends where clustering ends', () => {
    for (const start of ['linear', 'density', 'forgy'] as const) {
      const trace = traceStart(sorted, 9, start, 1);
      for (const [i, point] of trace.entries())
        if (i > 0) expect(point.distortion).toBeLessThanOrEqual(trace[i - 1]!.distortion * (1 + 1e-9));
      const counted = trace.at(-1)!.counts.reduce((sum, each) => sum + each, 0);
      expect(counted).toBe(cubed.length);
      if (start === 'forgy') continue; // draws of its own
      expect(trace.at(-1)!.distortion).toBeCloseTo(clusterValues(cubed, 9, start).distortion, 6);
    }
  });

  it('measures the error of given centroids value by value', () => {
    const centroids = Float64Array.of(-0.5, 0, 0.5);
    const slow = cubed.reduce(
      (sum, value) => sum + Math.min(...centroids.map((each) => (value - each) ** 2)),
      0,
    );
    expect(toTracePoint(sorted, centroids).distortion).toBeCloseTo(slow, 6);
  });
});

describe('pickFrames', () => {
  it('goes from the start to the end, further and further apart', () => {
    const frames = pickFrames(474);
    expect(frames.slice(0, 6)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(frames.at(-1)).toBe(474);
    expect(frames.length).toBeLessThan(45);
    expect(pickFrames(0)).toEqual([0]);
  });
});
