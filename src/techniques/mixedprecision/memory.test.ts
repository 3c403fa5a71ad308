import { describe, expect, it } from 'vitest';
import { MODEL_ZOO } from '../../spec/zoo.ts';
import { countActivations, countTrainingBytes, type MemoryOptions } from './memory.ts';

const HALVES: MemoryOptions = { weights: 'fp16', activations: 'fp16', gradients: 'fp16', master: true };
const WHOLE: MemoryOptions = { weights: 'fp32', activations: 'fp32', gradients: 'fp32', master: true };
const FC = MODEL_ZOO['lenet-300-100'];
const WEIGHTS = 784 * 300 + 300 + 300 * 100 + 100 + 100 * 10 + 10;
const VALUES = 784 + 300 + 100 + 10;

describe('memory of training', () => {
  it('of LeNet-300-100 by hand', () => {
    expect(countActivations(FC)).toBe(VALUES);
    expect(countTrainingBytes(FC, WHOLE, 'momentum', 100)).toEqual({
      weights: 4 * WEIGHTS,
      master: 0,
      gradients: 4 * WEIGHTS,
      optimizer: 4 * WEIGHTS,
      activations: 400 * VALUES,
    });
    expect(countTrainingBytes(FC, HALVES, 'adam', 10)).toEqual({
      weights: 2 * WEIGHTS,
      master: 4 * WEIGHTS,
      gradients: 2 * WEIGHTS,
      optimizer: 8 * WEIGHTS,
      activations: 20 * VALUES,
    });
    const bare = countTrainingBytes(FC, { ...HALVES, weights: 'e4m3', master: false }, 'momentum', 1);
    expect(bare).toMatchObject({ weights: WEIGHTS, master: 0, optimizer: WEIGHTS });
  });

  it('of LeNet-5 counts what convolutions make, and not what pooling leaves', () => {
    expect(countActivations(MODEL_ZOO['lenet-5'])).toBe(784 + 24 * 24 * 20 + 8 * 8 * 50 + 500 + 10);
  });

  it('keeps batch norm whole', () => {
    const spec = MODEL_ZOO['resnet-20'];
    const [whole, half] = [WHOLE, HALVES].map((each) => countTrainingBytes(spec, each, 'sgd', 1).weights);
    // Seven of each width: the first layer or a shortcut, and two in each of three blocks.
    const norms = 2 * 7 * (16 + 32 + 64);
    expect(half).toBe((whole! - 4 * norms) / 2 + 4 * norms);
  });
});
