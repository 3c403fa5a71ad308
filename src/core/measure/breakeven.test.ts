import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { kernelModuleOf } from '../../kernels/module.ts';
import { MODEL_ZOO } from '../../spec/zoo.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { foldModel, type WeightedNode } from '../infer/graph.ts';
import { initializeModel } from '../models/initialize.ts';
import { addCurves, findBreakEven, isClear, measureCurve } from './breakeven.ts';

beforeAll(startBackends);

describe('findBreakEven', () => {
  it('lies between the two points around the dense time', () => {
    expect(findBreakEven({ denseMs: 3, sparseMs: [8, 4, 2, 1] })).toBeCloseTo(0.625, 10);
    expect(findBreakEven({ denseMs: 4, sparseMs: [8, 4, 2, 1] })).toBeCloseTo(0.5, 10);
  });

  it('goes on along the first line where all points are faster', () => {
    expect(findBreakEven({ denseMs: 8, sparseMs: [7, 5, 3, 1] })).toBeCloseTo(0.125, 10);
    expect(findBreakEven({ denseMs: 20, sparseMs: [7, 5, 3, 1] })).toBe(0);
  });

  it('is null where sparse is never faster', () => {
    expect(findBreakEven({ denseMs: 0.5, sparseMs: [8, 4, 2, 1] })).toBeNull();
  });

  it('adds layers up', () => {
    const sum = addCurves([
      { denseMs: 1, sparseMs: [4, 3, 2, 1], noise: 0.1 },
      { denseMs: 2, sparseMs: [1, 1, 1, 1], noise: 0.02 },
    ]);
    expect(sum).toEqual({ denseMs: 3, sparseMs: [5, 4, 3, 2], noise: 0.1 });
  });
});

describe('measureCurve', () => {
  it('finds that fewer weights take less time, keeps what it found, and leaves nothing in memory', () => {
    const kernels = kernelModuleOf(tf.backend() as BackendWasm);
    const { nodes } = foldModel(initializeModel(MODEL_ZOO['lenet-5'], 1));
    const before = kernels.reservedBytes;
    for (const name of ['conv2', 'fc1']) {
      const node = nodes.find((each): each is WeightedNode => 'name' in each && each.name === name)!;
      const curve = measureCurve(kernels, node);
      expect(curve.denseMs).toBeGreaterThan(0);
      expect(curve.sparseMs[3]!).toBeLessThan(curve.sparseMs[0]!);
      const again = measureCurve(kernels, { ...node, name: 'again' });
      expect(isClear(curve) ? again === curve : again.noise <= curve.noise).toBe(true);
    }
    expect(kernels.reservedBytes).toBe(before);
  });
});
