/** One neuron in whole numbers: against a product worked by hand, and against floats within its steps. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toLinearGrid } from '../../../src/math/lineargrid.ts';
import { listPatches, sumInFloats, toOutputGrid, workOut } from './neuron.ts';

const grid = (scale: number, zeroPoint: number) => ({ scale, zeroPoint, least: 0, most: 255 });

describe('a worked neuron', () => {
  it('is that of the sum on paper', () => {
    const patch = { inputs: Float32Array.of(1, -0.5), weights: Float32Array.of(0.5, 0.25) };
    const worked = workOut(patch, 0.25, {
      input: grid(0.5, 10),
      weight: grid(0.25, 128),
      output: grid(0.125, 128),
    });
    // (1 / 0.5) x (0.5 / 0.25) + (-0.5 / 0.5) x (0.25 / 0.25) = 4 - 1; the bias is 0.25 / 0.125.
    expect(worked.steps.map(({ sum }) => sum)).toEqual([4, 3]);
    expect(worked).toMatchObject({
      bias: 2,
      total: 5,
      factor: 1,
      rescaled: 5,
      output: 133,
      value: 0.625,
      exact: 0.625,
    });
  });

  it('comes as near to the floats as its grids allow', () => {
    const values = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 9, maxLength: 9 });
    const input = toLinearGrid({ low: -1, high: 1 }, 8, 'asymmetric');
    const weight = toLinearGrid({ low: -1, high: 1 }, 8, 'symmetric');
    const output = toLinearGrid({ low: -10, high: 10 }, 8, 'symmetric');
    fc.assert(
      fc.property(values, values, (left, right) => {
        const patch = { inputs: Float32Array.from(left), weights: Float32Array.from(right) };
        const { value, exact } = workOut(patch, 0, { input, weight, output });
        expect(Math.abs(value - exact)).toBeLessThan(9 * (input.scale + weight.scale) + output.scale);
      }),
    );
  });
});

describe('patches of an image', () => {
  const image = { values: Float32Array.from({ length: 12 }, (_, at) => at), width: 4, channels: 1 };

  it('are the windows of a convolution, with the weights of one filter', () => {
    const kernel = { shape: [2, 2, 1, 2], values: Float32Array.of(1, 9, 2, 9, 3, 9, 4, 9) };
    const patches = listPatches(image, kernel, 0);
    expect(patches).toHaveLength(6);
    expect([...patches[0]!.inputs]).toEqual([0, 1, 4, 5]);
    expect([...patches[0]!.weights]).toEqual([1, 2, 3, 4]);
    expect(sumInFloats(patches[0]!, 1)).toBe(0 + 2 + 12 + 20 + 1);
  });

  it('give the output’s grid its ends', () => {
    const kernel = { shape: [2, 2, 1, 1], values: Float32Array.of(0, 0, 0, 1) };
    const { scale, zeroPoint } = toOutputGrid(listPatches(image, kernel, 0), 0);
    expect(scale * 127.5).toBeCloseTo(11, 5);
    expect(zeroPoint).toBe(128);
  });
});
