/**
 * A layer without a fused form in a plan: its input is copied out of the plan's memory into a tensor, the
 * ordinary forward function computes, and the output is copied back. Slower than a fused layer by the copies,
 * tensors and calls; the numbers are those of inference.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { ReadyLayer } from '../../kernels/layers/layer.ts';
import type { KernelModule } from '../../kernels/module.ts';
import { sizeOf } from '../../spec/shapes.ts';
import { runLayers } from '../models/forward.ts';
import type { OrdinaryNode } from './nodes.ts';

/** @param rows images that it works on at once */
export function createOrdinaryLayer(
  kernels: KernelModule,
  { layer, label, inputShape, outputShape, tensors }: OrdinaryNode,
  rows: number,
): ReadyLayer {
  const held = new Map(
    tensors.map(({ name, values, shape }) => [name, tf.keep(tf.tensor(values, [...shape]))]),
  );
  const lookup = (name: string) => {
    const tensor = held.get(name);
    if (tensor === undefined) throw new Error(`${label} has no tensor named ${name}`);
    return tensor;
  };
  const [inputs, outputs] = [rows * sizeOf(inputShape), rows * sizeOf(outputShape)];
  return {
    run: (input, output) => {
      // A copy: tensors may move the memory that a view looks into.
      const values = Float32Array.from(kernels.view(input, inputs));
      const computed = tf.tidy(() =>
        runLayers([layer], lookup, tf.tensor(values, [rows, ...inputShape])).dataSync<'float32'>(),
      );
      kernels.view(output, outputs).set(computed);
    },
    dispose: () => tf.dispose([...held.values()]),
  };
}
