import { describe, expect, it } from 'vitest';
import { createStream } from '../../src/math/random.ts';
import type { Kernel } from '../parts/kernels.ts';
import { countKeptByRow, cutKernels, toLevelAt } from './masks.ts';
import type { Cut } from './settings.ts';

function drawKernel(layer: string, shape: readonly [number, number], spread: number): Kernel {
  const values = new Float32Array(shape[0] * shape[1]);
  createStream(7, layer).fillUniform(values, -spread, spread);
  values[3] = 0;
  return { layer, name: `${layer}/kernel`, shape, values };
}

const kernels = [
  drawKernel('fc1', [16, 9], 0.1),
  drawKernel('fc2', [9, 5], 0.4),
  drawKernel('fc3', [5, 4], 1),
];

const base: Cut = {
  model: 'lenet-300-100',
  rule: 'level',
  scope: 'layer',
  level: 0.7,
  quality: 1,
  ownLevels: {},
  ownQualities: {},
};

const cuts: Readonly<Record<string, Cut>> = {
  'a level in each layer': base,
  'a level over all weights': { ...base, scope: 'global', level: 0.63 },
  'a level of its own for each layer': { ...base, scope: 'own', ownLevels: { fc1: 0.95, fc3: 0.1 } },
  'a quality factor': { ...base, rule: 'quality', quality: 0.8 },
  'quality factors by layer': { ...base, rule: 'quality', scope: 'own', ownQualities: { fc2: 1.5 } },
  'no cut at all': { ...base, level: 0 },
};

describe('the cut on the page', () => {
  for (const [name, cut] of Object.entries(cuts)) {
    it(`counts what it keeps: ${name}`, () => {
      for (const { kept, keptCount } of cutKernels(kernels, cut))
        expect(keptCount).toBe(kept.reduce((sum, each) => sum + each, 0));
    });
  }

  it('puts the threshold between the largest weight that goes and the smallest that stays', () => {
    for (const cut of Object.values(cuts)) {
      for (const { kernel, kept, threshold } of cutKernels(kernels, cut)) {
        kernel.values.forEach((value, index) => {
          if (kept[index] === 1) expect(Math.abs(value)).toBeGreaterThan(threshold);
          else expect(Math.abs(value)).toBeLessThanOrEqual(threshold);
        });
      }
    }
  });

  it('gives back the level that a dragged threshold stands for', () => {
    const values = Float32Array.of(0.125, -0.25, 0.375, -0.5);
    expect(toLevelAt(values, 0.3)).toBe(0.5);
    expect(toLevelAt(values, 0.5)).toBe(1);
    expect(toLevelAt(values, 0)).toBe(0);
  });

  it('counts what each input still feeds', () => {
    expect([...countKeptByRow(Uint8Array.of(1, 0, 1, 1, 0, 0), 3)]).toEqual([1, 2, 0]);
  });
});
