/**
 * How long does one image take? Measured, not estimated: single-image inference to the logits in JavaScript's hands, after
 * a warm-up, as many times as fit a budget.
 *
 * A browser's clock ticks every 0.1 ms or even less often, and a small net answers faster than that. So a sample is the mean over as
 * many images in a row as take a few milliseconds; for nets slower than that it is one image.
 */
import * as tf from '@tensorflow/tfjs-core';
import { summarizeLatency } from '../../math/statistics.ts';
import type { LatencyLedger } from '../../protocol/ledger.ts';
import type { Network } from '../models/network.ts';
import { freezeNetwork } from './evaluate.ts';

const WARM_UPS = 5;
const MOST_SAMPLES = 50;
const LEAST_SAMPLES = 5;
const LEAST_SAMPLE_MS = 4;
const BUDGET_MS = 400;

/** Median and 95th percentile in milliseconds, and how many samples they come from. */
export async function measureLatency(
  network: Network,
  breathe?: () => Promise<void>,
): Promise<LatencyLedger> {
  const frozen = freezeNetwork(network);
  const image = tf.zeros([1, ...network.spec.inputShape]) as tf.Tensor4D;
  /** Milliseconds for an image, over so many in a row. */
  const sample = async (images: number): Promise<number> => {
    await breathe?.();
    const start = performance.now();
    for (let index = 0; index < images; index++) {
      const logits = frozen.forward(image);
      await logits.data();
      logits.dispose();
    }
    return (performance.now() - start) / images;
  };
  const samples: number[] = [];
  try {
    await sample(WARM_UPS);
    let images = 1;
    while ((await sample(images)) * images < LEAST_SAMPLE_MS) images *= 2;
    let spent = 0;
    while (samples.length < MOST_SAMPLES && (spent < BUDGET_MS || samples.length < LEAST_SAMPLES)) {
      const elapsed = await sample(images);
      samples.push(elapsed);
      spent += elapsed * images;
    }
  } finally {
    frozen.dispose();
    image.dispose();
  }
  return summarizeLatency(samples);
}
