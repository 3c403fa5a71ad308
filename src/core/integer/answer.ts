/**
 * What a net of whole numbers answers for each of many images, from their bytes: by the kernels on WASM, by
 * the plain reference elsewhere, which gives the same integers.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Examples } from '../../data/examples.ts';
import { kernelModuleOf } from '../../kernels/module.ts';
import { runIntegerNet } from '../../math/integernet.ts';
import { sizeOf } from '../../spec/shapes.ts';
import type { IntegerModel } from './build.ts';
import { IntegerPlan } from './plan.ts';

export interface IntegerAnswerOptions {
  /** How many images, from the first; all of them where absent. */
  readonly count?: number;
  /** Awaited between batches; may throw to stop. */
  readonly yieldThread?: () => Promise<void>;
}

export interface IntegerAnswers {
  /** The class with the largest logit of each image, the first of equals. */
  readonly answers: Uint8Array;
  /** Milliseconds of one image among many, from its bytes to its logits. */
  readonly imageMs: number;
}

const BATCH = 16;

/** The examples must be loaded. */
export async function answerInIntegers(
  model: IntegerModel,
  examples: Examples,
  { count = examples.count, yieldThread }: IntegerAnswerOptions = {},
): Promise<IntegerAnswers> {
  const tested = Math.min(count, examples.count);
  const answers = new Uint8Array(tested);
  const runner = createRunner(model);
  let elapsedMs = 0;
  try {
    for (let start = 0; start < tested; start += BATCH) {
      await yieldThread?.();
      const images = Math.min(BATCH, tested - start);
      const { pixels } = examples.pack(Int32Array.from({ length: images }, (_, index) => start + index));
      const began = performance.now();
      const logits = runner.run(pixels);
      elapsedMs += performance.now() - began;
      const classes = logits.length / images;
      for (let image = 0; image < images; image++)
        answers[start + image] = findLargest(logits.subarray(image * classes, (image + 1) * classes));
    }
  } finally {
    runner.dispose();
  }
  return { answers, imageMs: elapsedMs / tested };
}

function findLargest(logits: Int32Array): number {
  return logits.reduce((best, logit, label) => (logit > logits[best]! ? label : best), 0);
}

interface Runner {
  /** From the bytes of `BATCH` images, or fewer, to their logits. */
  readonly run: (pixels: Uint8Array) => Int32Array;
  readonly dispose: () => void;
}

function createRunner(model: IntegerModel): Runner {
  const { values } = model.net;
  const [size, classes] = [sizeOf(values[0]!.shape), sizeOf(values.at(-1)!.shape)];
  if (tf.getBackend() !== 'wasm')
    return { run: (pixels) => runPlainly(model, pixels, size, classes), dispose: () => undefined };
  const plan = new IntegerPlan(kernelModuleOf(tf.backend() as BackendWasm), model, BATCH);
  const padded = new Uint8Array(BATCH * size);
  const run = (pixels: Uint8Array) => {
    padded.set(pixels);
    return plan.run(padded).subarray(0, (pixels.length / size) * classes);
  };
  return { run, dispose: () => plan.dispose() };
}

function runPlainly(
  { net, numbers }: IntegerModel,
  pixels: Uint8Array,
  size: number,
  classes: number,
): Int32Array {
  const channels = net.values[0]!.shape[2]!;
  const images = pixels.length / size;
  const logits = new Int32Array(images * classes);
  for (let image = 0; image < images; image++) {
    const bytes = pixels.subarray(image * size, (image + 1) * size);
    const own = bytes.map((byte, at) => numbers[(at % channels) * 256 + byte]!);
    logits.set(runIntegerNet(net, own).at(-1)!, image * classes);
  }
  return logits;
}
