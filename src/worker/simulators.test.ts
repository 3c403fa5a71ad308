import { describe, expect, it } from 'vitest';
import { simulate } from './simulators.ts';

describe('the simulated machines', () => {
  it('answer by their kind', () => {
    const layer = {
      kind: 'codes',
      codes: Uint8Array.of(1, 0, 2),
      rows: 3,
      active: Int32Array.of(0),
    } as const;
    const { points } = simulate(
      { kind: 'eie', layers: [layer], sizes: [{ elements: 1, depth: 2 }] },
      () => {},
    );
    expect(points[0]).toMatchObject({ cycles: 2, entries: 2, fillers: 0 });
    const { sums } = simulate(
      {
        kind: 'tpu',
        inputs: Int16Array.of(3),
        weights: Int8Array.of(-2),
        ...{ batch: 1, depth: 1, outputs: 1, size: 2, bytesPerCycle: 1 },
      },
      () => {},
    );
    expect([...sums]).toEqual([-6]);
  });
});
