import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { MODEL_ZOO } from '../../spec/zoo.ts';
import { createLocalPool } from '../../testing/localhelpers.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import type { Clock } from '../measure/clock.ts';
import { timeRounds } from './candidate.ts';
import { createRound } from './workerspace.ts';

beforeAll(startBackends);

const FINE: Clock = { now: () => performance.now(), tickMs: 0.005 };
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('timeRounds', () => {
  it('takes the best of the rounds that fit, and begins none that would not', async () => {
    vi.useFakeTimers();
    try {
      const lengths = [40, 10, 40, 40];
      let rounds = 0;
      const began = performance.now();
      const measuring = timeRounds(
        async () => {
          await wait(lengths[rounds++]!);
          return 5;
        },
        100,
        FINE,
      );
      await vi.runAllTimersAsync();
      // 5 images in 10 ms.
      expect(await measuring).toBeCloseTo(500);
      expect(rounds).toBe(3);
      expect(performance.now() - began).toBeCloseTo(90);
    } finally {
      vi.useRealTimers();
    }
  });

  it('measures one round where there is no time for any', async () => {
    let rounds = 0;
    const round = async () => {
      await wait(1);
      return ++rounds;
    };
    expect(await timeRounds(round, 0, FINE)).toBeGreaterThan(0);
    expect(rounds).toBe(1);
  });

  it('goes on until a clock that ticks seldom can tell', async () => {
    let ms = 0;
    const coarse: Clock = { now: () => 100 * Math.floor(ms / 100), tickMs: 100 };
    const round = async () => {
      ms += 7;
      return 5;
    };
    // 5 images in 7 ms, told to a tenth.
    const pace = await timeRounds(round, 600, coarse);
    expect(Math.abs(pace / (5000 / 7) - 1)).toBeLessThan(0.1);
    expect(ms).toBeGreaterThanOrEqual(1000);
  });
});

describe('a round of all workers', () => {
  it('trains on as many images on each thread that a batch keeps busy, and leaves no tensor', async () => {
    let tasks = 0;
    const pool = createLocalPool(2, () => tasks++);
    const round = createRound(MODEL_ZOO['lenet-5'], pool);
    const kept = tf.memory().numTensors;
    expect(await round()).toBe(3 * 32);
    expect(await round()).toBe(3 * 32);
    expect(tasks).toBe(4);
    expect(tf.memory().numTensors).toBe(kept);
    // A dense net's batch is one micro-shard: nobody helps.
    expect(await createRound(MODEL_ZOO['lenet-300-100'], pool)()).toBe(100);
    expect(tasks).toBe(4);
    pool.dispose();
  });
});
