/** What does an engine hand to the worker that runs it? Something to step, and how to let go of it. */
import { createStream } from '../../../src/math/random.ts';
import { sizeOf } from '../../../src/recipe/shapes.ts';
import type { Prepared } from '../messages.ts';

export interface Running extends Prepared {
  /** How many images a step computes. */
  readonly images: number;
  /** Does the work of one batch. @returns the loss before the step, in training */
  step(): Promise<number | undefined>;
  dispose(): void;
}

/** The same input for every engine: uniform from -1 to 1, row-major [batch, ...shape]. */
export function drawInput(batch: number, shape: readonly number[]): Float32Array {
  const values = new Float32Array(batch * sizeOf(shape));
  createStream(1, 'bench input').fillUniform(values, -1, 1);
  return values;
}

/** Labels 0, 1, 2 ... in turn. */
export function drawLabels(batch: number, classes: number): Int32Array {
  return Int32Array.from({ length: batch }, (_, i) => i % classes);
}

/** How many images' logits a sample holds. */
export const SAMPLE_IMAGES = 4;
