import { describe, expect, it } from 'vitest';
import { listInputBits } from './inputbits.ts';
import type { LayerSpec } from './model.ts';
import { MODEL_ZOO } from './zoo.ts';

const clip: LayerSpec = { kind: 'quantizeActivation', name: 'clip', bits: 4 };
const dense = (name: string): LayerSpec => ({ kind: 'dense', name, units: 2 });

describe('listInputBits', () => {
  it('follows a grid through layers that keep its values, and no further', () => {
    const layers: LayerSpec[] = [
      { kind: 'flatten' },
      dense('first'),
      { kind: 'relu' },
      clip,
      { kind: 'dropout', rate: 0.5 },
      dense('second'),
      dense('third'),
    ];
    const bits = listInputBits({ name: 'x', inputShape: [1, 2, 1], classes: 2, layers });
    expect([...bits]).toEqual([
      ['layers[4]', 4],
      ['layers[5]', 4],
    ]);
  });

  it('reaches into blocks, and ends where they add', () => {
    const block: LayerSpec = { kind: 'residual', name: 'r', body: [dense('inside')], shortcut: [] };
    const layers = [{ kind: 'flatten' } as const, clip, block, dense('after')];
    const bits = listInputBits({ name: 'x', inputShape: [1, 2, 1], classes: 2, layers });
    expect([...bits.keys()]).toEqual(['layers[2]', 'layers[2].body[0]']);
  });

  it('finds nothing in nets of floating-point numbers', () => {
    for (const spec of Object.values(MODEL_ZOO)) expect(listInputBits(spec).size).toBe(0);
  });
});
