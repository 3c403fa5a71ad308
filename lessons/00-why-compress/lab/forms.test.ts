import { describe, expect, it } from 'vitest';
import { SRAM_BYTES, sumEnergy } from '../../../src/math/energy.ts';
import { MODEL_NAMES, MODEL_ZOO } from '../../../src/spec/zoo.ts';
import { FORM_IDS } from '../settings.ts';
import { countActivations } from './activations.ts';
import { countDense, FORMS, findForm, toEnergy } from './forms.ts';

describe('the forms of the nets', () => {
  it('are five of each net, whose files become smaller in the order of the three stages', () => {
    for (const model of MODEL_NAMES) {
      expect(FORMS[model].map(({ id }) => id)).toEqual(FORM_IDS.filter((id) => id !== 'own'));
      const [dense, int8, pruned, shared, deep] = FORMS[model].map(({ fileBytes }) => fileBytes);
      expect(dense!).toBeGreaterThan(pruned!);
      expect(pruned!).toBeGreaterThan(shared!);
      expect(shared!).toBeGreaterThan(deep!);
      expect(dense! / int8!).toBeGreaterThan(3.8);
    }
  });

  it('have the counts of products that are published: 266,200 and 40,813,184', () => {
    expect(findForm('lenet-300-100', 'dense').macs).toBe(266_200);
    expect(findForm('resnet-20', 'dense').macs).toBe(40_813_184);
  });

  it('cost, for LeNet-300-100, what the table says by hand', () => {
    // Dense: 266,200 x 4.6 pJ and 1,066,455 bytes, 266,614 words, from DRAM.
    const dense = toEnergy(findForm('lenet-300-100', 'dense'), SRAM_BYTES);
    expect(dense.arithmeticPj).toBeCloseTo(1_224_520, 5);
    expect(dense.memoryPj).toBe(266_614 * 640);
    // After Deep Compression: 21,776 products and 26,425 bytes, 6,607 words, from the chip.
    const deep = toEnergy(findForm('lenet-300-100', 'deep'), SRAM_BYTES);
    expect(deep.arithmeticPj).toBeCloseTo(21_776 * 4.6, 5);
    expect(deep).toMatchObject({ memory: 'sram', memoryPj: 33_035 });
    expect(sumEnergy(deep)).toBeCloseTo(133_204.6, 5);
  });

  it('count a product less for each use of a weight that is zero', () => {
    const form = findForm('lenet-5', 'dense');
    // A weight of the second convolution is used at 8 x 8 places.
    const left = new Map([['conv2', 24_999]]);
    expect(form.macs - countDense(form, 'lenet-5', left).macs).toBeCloseTo(64, 6);
  });
});

describe('activations', () => {
  it('are those of the layer that needs most, by hand', () => {
    // LeNet-300-100: 784 pixels and 300 units. LeNet-5: 784 pixels and 20 maps of 24 x 24.
    expect(countActivations(MODEL_ZOO['lenet-300-100'])).toBe(784 + 300);
    expect(countActivations(MODEL_ZOO['lenet-5'])).toBe(784 + 20 * 24 * 24);
    // ResNet-20: 16 maps of 32 x 32 read, written, and waiting for the sum.
    expect(countActivations(MODEL_ZOO['resnet-20'])).toBe(3 * 16 * 32 * 32);
  });
});
