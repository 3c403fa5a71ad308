/**
 * Runs a folded graph with tfjs, the nodes in order; what computes convolutions and dense layers comes from
 * outside.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Graph, GraphNode, WeightedNode } from '../../../src/core/infer/graph.ts';

export interface Layer {
  /** The layer's output with bias and ReLU. Caller disposes. */
  run(x: tf.Tensor): tf.Tensor;
  dispose(): void;
}

/** Makes layers ready to run. */
export type LayerMaker = (node: WeightedNode) => Layer;

export interface Forward {
  /** Caller disposes the output, and the input. @param observe sees every value before it is freed */
  run(input: tf.Tensor, observe?: (value: number, tensor: tf.Tensor) => void): tf.Tensor;
  dispose(): void;
}

export function createForward(graph: Graph, makeLayer: LayerMaker): Forward {
  const layers = new Map<GraphNode, Layer>();
  for (const node of graph.nodes)
    if (node.op === 'conv' || node.op === 'dense') layers.set(node, makeLayer(node));
  return {
    run: (input, observe) =>
      tf.tidy(() => {
        const values = new Map([[0, input]]);
        const read = (value: number) => values.get(value) as tf.Tensor;
        observe?.(0, input);
        for (const node of graph.nodes) {
          const output = layers.get(node)?.run(read(node.input)) ?? runPlain(node, read);
          values.set(node.output, output);
          observe?.(node.output, output);
        }
        return read(graph.output);
      }),
    dispose: () => {
      for (const layer of layers.values()) layer.dispose();
    },
  };
}

function runPlain(node: GraphNode, read: (value: number) => tf.Tensor): tf.Tensor {
  const x = read(node.input);
  switch (node.op) {
    case 'maxPool':
      return tf.maxPool(x as tf.Tensor4D, node.size, node.stride, 'valid');
    case 'globalAveragePool':
      return tf.mean(x, [1, 2]);
    case 'flatten':
      return tf.reshape(x, [x.shape[0] as number, -1]);
    case 'add': {
      const sum = tf.add(x, read(node.other));
      return node.relu ? tf.relu(sum) : sum;
    }
    default:
      throw new Error(`${node.op} needs a layer`);
  }
}

/** tfjs's form of a node's padding. */
export function toPad({ pads }: WeightedNode): tf.backend_util.ExplicitPadding {
  return [
    [0, 0],
    [pads.top, pads.bottom],
    [pads.left, pads.right],
    [0, 0],
  ];
}

/** tfjs's own fused operations, the fastest that it has. */
export const makeFusedLayer: LayerMaker = (node) => {
  const kernel = tf.keep(tf.tensor(node.kernel, [...node.shape]));
  const bias = tf.keep(tf.tensor1d(node.bias));
  const activation = node.relu ? 'relu' : 'linear';
  return {
    run: (x) =>
      node.op === 'conv'
        ? tf.fused.conv2d({
            x: x as tf.Tensor4D,
            filter: kernel as tf.Tensor4D,
            strides: node.stride,
            pad: toPad(node),
            bias,
            activation,
          })
        : tf.fused.matMul({ a: x as tf.Tensor2D, b: kernel as tf.Tensor2D, bias, activation }),
    dispose: () => tf.dispose([kernel, bias]),
  };
};
