import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeModel } from '../../src/codec/container.ts';
import { parseRecipe } from '../../src/recipe/parse.ts';
import { toEnergyLines, weighEnergy } from './energy.ts';
import { toCheckpointFolder } from './engine.ts';
import { runRecipe } from './run.ts';

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

  it('is, after Deep Compression, 21,776 multiply-accumulates and a file that lies on the chip, to the pJ', async () => {
    // The paper's shares and bits, without its training, which changes neither count. Kept are 8 % of
    // 235,200, 9 % of 30,000 and 26 % of 1,000: 18,816 + 2,700 + 260 = 21,776 products, 21,776 x 4.6 pJ =
    // 100,169.6 pJ.
    const recipe = parseRecipe({
      version: 1,
      seed: 1,
      dataset: { name: 'mnist' },
      model: { name: 'lenet-300-100' },
      start: { kind: 'checkpoint' },
      stages: [
        { kind: 'prune', sparsity: { fc1: 0.92, fc2: 0.91, fc3: 0.74 } },
        { kind: 'cluster', bits: 6, init: 'linear' },
        { kind: 'code', coding: 'huffman' },
      ],
    });
    const { bytes } = encodeModel(
      await runRecipe(
        recipe,
        () => {},
        () => {},
        { workers: 1 },
      ),
    );
    const folder = await mkdtemp(path.join(tmpdir(), 'energy-'));
    try {
      const file = path.join(folder, 'deep.fwm');
      await writeFile(file, bytes);
      const { energy, layers, fileBytes } = await weighEnergy(file);
      expect(layers.map(({ macs }) => Math.round(macs))).toEqual([18_816, 2_700, 260]);
      expect(energy.arithmeticPj).toBeCloseTo(100_169.6, 6);
      // Each word of 32 bits at 5 pJ, since it is less than the table's 32 KiB.
      expect(fileBytes).toBe(bytes.length);
      expect(fileBytes).toBeLessThan(32_768);
      expect(energy).toMatchObject({ memory: 'sram', memoryPj: Math.ceil(fileBytes / 4) * 5 });
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 120_000);

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
