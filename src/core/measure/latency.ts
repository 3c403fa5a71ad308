/**
 * How long does one image take? Measured, not estimated: single-image inference to the logits in JavaScript's hands, after
 * a warm-up, as many times as fit a budget.
 */
import * as tf from '@tensorflow/tfjs-core';
import { summarizeLatency } from '../../math/statistics.ts';
import type { LatencyLedger } from '../../protocol/ledger.ts';
import type { Network } from '../models/network.ts';
import { freezeNetwork } from './evaluate.ts';

const WARM_UPS = 5;
const MOST_SAMPLES = 50;
const LEAST_SAMPLES = 5;
const BUDGET_MS = 400;

/** Median and 95th percentile in milliseconds, and how many samples they come from. */
export async function measureLatency(
  network: Network,
  breathe?: () => Promise<void>,
): Promise<LatencyLedger> {
  const frozen = freezeNetwork(network);
  const image = tf.zeros([1, ...network.spec.inputShape]) as tf.Tensor4D;
  const samples: number[] = [];
  let spent = 0;
  try {
    for (
      let index = -WARM_UPS;
      index < MOST_SAMPLES && (spent < BUDGET_MS || samples.length < LEAST_SAMPLES);
      index++
    ) {
      await breathe?.();
      const start = performance.now();
      const logits = frozen.forward(image);
      await logits.data();
      const elapsed = performance.now() - start;
      logits.dispose();
      if (index < 0) continue;
      samples.push(elapsed);
      spent += elapsed;
    }
  } finally {
    frozen.dispose();
    image.dispose();
  }
  return summarizeLatency(samples);
}
