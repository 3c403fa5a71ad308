/**
 * Second moments of what each layer reads, over calibration images: all that the squared change of a layer's
 * outputs depends on, since E|dW x|^2 is the trace of dW' E[x x'] dW.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Conv2dSpec } from '../../spec/layers/convolution.ts';
import type { DenseSpec } from '../../spec/layers/dense.ts';
import { traceShapes } from '../../spec/shapes.ts';
import { listInputPaths } from '../../spec/walk.ts';
import { collectPatches } from '../../techniques/learnrounding/patches.ts';
import type { Network } from '../models/network.ts';
import { type CalibrationContext, calibrate } from './calibration.ts';

/** At most about so many patches of a layer count, evenly taken from all. */
const PATCHES = 2 ** 15;

export interface InputMoments {
  readonly layer: Conv2dSpec | DenseSpec;
  /** Values that a unit reads. */
  readonly depth: number;
  /** E[x x'], [depth, depth] in row-major order. */
  readonly second: Float64Array;
  /** E[x] */
  readonly mean: Float64Array;
}

/** @param names of convolutions and dense layers */
export async function measureMoments(
  network: Network,
  names: ReadonlySet<string>,
  images: number,
  context: CalibrationContext,
): Promise<InputMoments[]> {
  const inputs = listInputPaths(network.spec.layers);
  const gatherings = traceShapes(network.spec).flatMap(({ layer, path, input, output }) => {
    if ((layer.kind !== 'conv2d' && layer.kind !== 'dense') || !names.has(layer.name)) return [];
    const places = output.length === 3 ? output[0]! * output[1]! : 1;
    const every = Math.ceil((images * places) / PATCHES) | 1;
    return [
      { layer, input: inputs.get(path), shape: input, every, first: 0, rows: 0, sum: new Float64Array() },
    ];
  });
  const paths = [...new Set(gatherings.flatMap(({ input }) => input ?? []))];
  for await (const batch of calibrate(network, paths, images, context))
    for (const each of gatherings) {
      const values = each.input === undefined ? batch.images : batch.outputs.get(each.input)!;
      const { rows, depth, patches } = collectPatches(each.layer, values, each.shape, each);
      const count = rows.length / (depth + 1);
      each.first += count * each.every - patches;
      if (count === 0) continue;
      if (each.sum.length === 0) each.sum = new Float64Array((depth + 1) ** 2);
      const product = tf.tidy(() => {
        const matrix = tf.tensor2d(rows, [count, depth + 1]);
        return tf.matMul(matrix, matrix, true, false);
      });
      const values64 = await product.data<'float32'>();
      for (let place = 0; place < values64.length; place++) each.sum[place]! += values64[place]!;
      product.dispose();
      each.rows += count;
    }
  return gatherings.map(({ layer, sum, rows }) => toMoments(layer, sum, rows));
}

function toMoments(layer: Conv2dSpec | DenseSpec, sum: Float64Array, rows: number): InputMoments {
  const side = Math.round(Math.sqrt(sum.length));
  const depth = side - 1;
  const second = new Float64Array(depth * depth);
  for (let row = 0; row < depth; row++)
    for (let column = 0; column < depth; column++)
      second[row * depth + column] = sum[row * side + column]! / rows;
  const mean = sum.slice(depth * side, depth * side + depth).map((each) => each / rows);
  return { layer, depth, second, mean };
}
