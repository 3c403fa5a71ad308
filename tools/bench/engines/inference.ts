/**
 * Times inference with tfjs: a whole net from pixels in an array to logits in an array; a single layer on
 * tensors that stay where they are, since in a net they would.
 */
import * as tf from '@tensorflow/tfjs-core';
import { foldModel, type Graph } from '../../../src/core/infer/graph.ts';
import { MODEL_ZOO } from '../../../src/spec/zoo.ts';
import { isolateLayer } from '../graph.ts';
import type { Task } from '../messages.ts';
import { createForward, type LayerMaker } from './forward.ts';
import { drawModel } from './model.ts';
import { drawInput, type Running, SAMPLE_IMAGES } from './task.ts';

export type InferTask = Extract<Task, { kind: 'infer' }>;

/** The task's net, or its one layer, with the weights that every engine draws alike. */
export function createGraph({ net, layer }: InferTask): Graph {
  const graph = foldModel(drawModel(net));
  return layer === undefined ? graph : isolateLayer(graph, layer);
}

/** A forward pass of `graph` as something to time. */
export async function runGraph(
  graph: Graph,
  task: InferTask,
  makeLayer: LayerMaker,
  device: string,
): Promise<Running> {
  const forward = createForward(graph, makeLayer);
  return task.layer === undefined
    ? timeNet(
        (images) => forward.run(images),
        task,
        device,
        () => forward.dispose(),
      )
    : timeLayer(
        (x) => forward.run(x),
        graph,
        task,
        device,
        () => forward.dispose(),
      );
}

/** @param run from [batch, height, width, channels] to logits; the caller disposes */
export async function timeNet(
  run: (images: tf.Tensor4D) => tf.Tensor,
  { net, batch }: InferTask,
  device: string,
  dispose: () => void,
): Promise<Running> {
  const { inputShape, classes } = MODEL_ZOO[net];
  const pixels = drawInput(batch, inputShape);
  const infer = async (): Promise<Float32Array> => {
    const images = tf.tensor4d(pixels, [batch, ...inputShape]);
    const logits = run(images);
    const values = (await logits.data()) as Float32Array;
    tf.dispose([images, logits]);
    return values;
  };
  const sample = Array.from((await infer()).slice(0, SAMPLE_IMAGES * classes));
  const step = async () => {
    await infer();
    return undefined;
  };
  return { device, images: batch, sample, step, dispose };
}

function timeLayer(
  run: (x: tf.Tensor) => tf.Tensor,
  { inputShape, nodes }: Graph,
  { batch }: InferTask,
  device: string,
  dispose: () => void,
): Running {
  const x = tf.keep(tf.tensor(drawInput(batch, inputShape), [batch, ...inputShape]));
  const node = nodes[0];
  const outputs = node !== undefined && 'bias' in node ? node.bias.length : 0;
  const output = run(x);
  const sample = Array.from(output.dataSync().slice(0, outputs));
  output.dispose();
  return {
    device,
    images: batch,
    sample,
    step: () => {
      run(x).dispose();
      return undefined;
    },
    dispose: () => {
      x.dispose();
      dispose();
    },
  };
}
