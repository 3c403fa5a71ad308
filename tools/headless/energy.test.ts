import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { toEnergyLines, weighEnergy } from './energy.ts';
import { toCheckpointFolder } from './engine.ts';

describe('the energy of a model file', () => {
  it('is, for LeNet-300-100, 266,200 multiply-accumulates at 4.6 pJ and its file from DRAM at 640 pJ a word', async () => {
    const report = await weighEnergy(path.join(toCheckpointFolder('lenet-300-100'), 'model.fwm'));
    expect(report.fileBytes).toBe(1_066_455);
    expect(report.energy.arithmeticPj).toBeCloseTo(266_200 * 4.6, 4);
    expect(report.energy.memoryPj).toBe(Math.ceil(1_066_455 / 4) * 640);
    expect(report.layers.map(({ layer, macs }) => [layer, macs])).toEqual([
      ['fc1', 235_200],
      ['fc2', 30_000],
      ['fc3', 1_000],
    ]);
    const sum = report.layers.reduce((total, { arithmeticPj }) => total + arithmeticPj, 0);
    expect(sum).toBeCloseTo(report.energy.arithmeticPj, 4);
    expect(toEnergyLines(report)[1]).toBe('  fc1: 235,200 multiply-accumulates in float32, 1.08 µJ');
  });

  it('counts no product with a zero, and a small file from the chip or not', async () => {
    const report = await weighEnergy(path.join(toCheckpointFolder('mnist-1200'), 'model.fwm'));
    const kept = report.layers.reduce((total, { macs }) => total + macs, 0);
    expect(kept).toBeLessThan(0.11 * 2_392_800);
    expect(report.energy.memory).toBe('dram');
  });

  it('needs a file', async () => {
    await expect(weighEnergy('nowhere.fwm')).rejects.toThrow('nowhere.fwm cannot be read');
  });
});
