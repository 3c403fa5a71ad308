import { describe, expect, it } from 'vitest';
import { listTensors, sizeOf, traceShapes } from './shapes.ts';
import { widenSpec } from './widen.ts';
import { MODEL_NAMES, MODEL_ZOO } from './zoo.ts';

describe('widenSpec', () => {
  it('doubles the filters and units of LeNet-5 but for its answers', () => {
    const wide = widenSpec(MODEL_ZOO['lenet-5'], 2);
    const kernels = listTensors(wide).filter(({ role }) => role === 'kernel');
    expect(kernels.map(({ shape }) => [...shape])).toEqual([
      [5, 5, 1, 40],
      [5, 5, 40, 100],
      [1600, 1000],
      [1000, 10],
    ]);
    expect(wide.name).toBe('lenet-5-x2');
  });

  it.each(MODEL_NAMES)('fits together and keeps the answers: %s', (name) => {
    const spec = MODEL_ZOO[name];
    for (const factor of [1.5, 3]) {
      const wide = widenSpec(spec, factor);
      expect(traceShapes(wide).at(-1)!.output).toEqual([spec.classes]);
      const count = (each: typeof spec) =>
        listTensors(each).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
      expect(count(wide)).toBeGreaterThan(factor * count(spec) * 0.9);
    }
    expect(widenSpec(spec, 1).layers).toEqual(spec.layers);
  });
});
