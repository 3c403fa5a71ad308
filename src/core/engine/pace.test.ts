import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { MODEL_ZOO } from '../../spec/zoo.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { measurePace } from './pace.ts';

beforeAll(startBackends);

describe('measurePace', () => {
  it('measures a net in a fraction of a second, under the roof, pausing between passes, and leaves no tensor', async () => {
    const before = tf.memory().numTensors;
    let pauses = 0;
    const pace = await measurePace(MODEL_ZOO['lenet-5'], async () => {
      pauses++;
    });
    expect(pace.model).toBe('lenet-5');
    expect(pauses).toBeGreaterThan(2);
    // 2 x (3 x 2,293,000 - 288,000) FLOPs for an image.
    expect(pace.gflops / pace.imagesPerSecond).toBeCloseTo(0.013182, 6);
    expect(pace.roofGflops).toBeGreaterThan(pace.gflops / 2);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('says nothing of a roof on a backend that has none', async () => {
    await tf.setBackend('cpu');
    try {
      expect((await measurePace(MODEL_ZOO['lenet-300-100'])).roofGflops).toBeNull();
    } finally {
      await tf.setBackend('wasm');
    }
  });
});
