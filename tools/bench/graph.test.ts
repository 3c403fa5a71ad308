/**
 * Is the folded graph the net that the lab trains? And is the ONNX file that graph, by another engine's word?
 */
import * as tf from '@tensorflow/tfjs-core';
import * as ort from 'onnxruntime-web';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { foldModel } from '../../src/core/infer/graph.ts';
import { Network } from '../../src/core/models/network.ts';
import { freezeNetwork } from '../../src/core/pass/freeze.ts';
import { MODEL_NAMES, MODEL_ZOO } from '../../src/spec/zoo.ts';
import { relativeError, startBackends } from '../../src/testing/wasmtfjs.ts';
import { createForward, makeFusedLayer } from './engines/forward.ts';
import { drawModel } from './engines/model.ts';
import { drawInput } from './engines/task.ts';
import { isolateLayer, thinKernel } from './graph.ts';
import { toChannelsFirst } from './onnx/layout.ts';
import { roundKernel } from './onnx/round.ts';
import { INPUT, toOnnx, type WriteOptions } from './onnx/write.ts';

const BATCH = 2;

beforeAll(startBackends);

let tensorsBefore = 0;
beforeAll(() => {
  tensorsBefore = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors).toBe(tensorsBefore));

function inferWithLab(net: (typeof MODEL_NAMES)[number]): Float32Array {
  const network = Network.fromSnapshot(drawModel(net));
  const frozen = freezeNetwork(network);
  const shape = MODEL_ZOO[net].inputShape;
  const images = tf.tensor4d(drawInput(BATCH, shape), [BATCH, ...shape]);
  const logits = frozen.forward(images);
  const values = Float32Array.from(logits.dataSync());
  tf.dispose([images, logits]);
  frozen.dispose();
  network.dispose();
  return values;
}

describe('foldModel', () => {
  it.each(MODEL_NAMES)('leaves what %s answers as it is', (net) => {
    const expected = inferWithLab(net);
    const shape = MODEL_ZOO[net].inputShape;
    const forward = createForward(foldModel(drawModel(net)), makeFusedLayer);
    const images = tf.tensor(drawInput(BATCH, shape), [BATCH, ...shape]);
    const logits = forward.run(images);
    expect(relativeError(logits.dataSync(), expected)).toBeLessThan(1e-5);
    tf.dispose([images, logits]);
    forward.dispose();
  });

  it('refuses a layer that is not there', () => {
    expect(() => isolateLayer(foldModel(drawModel('lenet-5')), 'conv7')).toThrow('no layer named conv7');
  });
});

async function inferWithOnnx(
  net: (typeof MODEL_NAMES)[number],
  options: WriteOptions,
): Promise<ort.InferenceSession.OnnxValueMapType> {
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(toOnnx(foldModel(drawModel(net)), options));
  const shape = MODEL_ZOO[net].inputShape;
  const [height, width, channels] = shape;
  const values = toChannelsFirst(drawInput(BATCH, shape), shape);
  const results = await session.run({
    [INPUT]: new ort.Tensor('float32', values, [BATCH, channels, height, width]),
  });
  await session.release();
  return results;
}

describe('toOnnx', () => {
  it.each(MODEL_NAMES)('writes %s so that ONNX Runtime gives the same answers', async (net) => {
    const results = await inferWithOnnx(net, { outputs: 'result' });
    expect(relativeError(Object.values(results)[0]?.data as Float32Array, inferWithLab(net))).toBeLessThan(
      1e-5,
    );
  });

  it.each(MODEL_NAMES)(
    'writes %s with 8 bits so that ONNX Runtime gives nearly the same answers',
    async (net) => {
      const values = Object.values(await inferWithOnnx(net, { outputs: 'all' }));
      const toRange = (list: ArrayLike<number>) => Math.max(...Array.from(list, Math.abs));
      const { nodes } = foldModel(drawModel(net));
      const ranges = new Map([
        [0, 1],
        ...nodes.map(({ output }, i) => [output, toRange(values[i]?.data as Float32Array)] as const),
      ]);
      const results = await inferWithOnnx(net, { outputs: 'result', ranges });
      const error = relativeError(Object.values(results)[0]?.data as Float32Array, inferWithLab(net));
      expect(error).toBeGreaterThan(1e-5);
      expect(error).toBeLessThan(0.05);
    },
  );
});

describe('thinKernel', () => {
  it('takes the smallest weights', () => {
    const kernel = Float32Array.of(0.5, -3, 0.25, 2, -0.125);
    expect(Array.from(thinKernel(kernel, 0.6))).toEqual([0, -3, 0, 2, 0]);
    expect(thinKernel(kernel, 0)).toEqual(kernel);
  });
});

describe('roundKernel', () => {
  it('is off by at most half a step of each output', () => {
    const kernel = drawInput(50, [6]);
    const { values, scales } = roundKernel(kernel, 6);
    kernel.forEach((weight, i) => {
      const scale = scales[i % 6] as number;
      expect(Math.abs((values[i] as number) * scale - weight)).toBeLessThanOrEqual(scale * 0.5001);
    });
    expect(Math.max(...values.map(Math.abs))).toBe(127);
  });
});
