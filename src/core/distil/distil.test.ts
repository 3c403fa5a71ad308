import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPacked } from '../../data/examples.ts';
import { createStream } from '../../math/random.ts';
import { DATASETS } from '../../spec/datasets.ts';
import { MODEL_ZOO } from '../../spec/zoo.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { distillationLoss } from '../loss/distillation.ts';
import { predict } from '../measure/predict.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { askTeacher, soften } from './teacher.ts';

beforeAll(startBackends);

describe('distillationLoss', () => {
  it('agrees with an example by hand', () => {
    // Two classes, logits (2, 0) of the student and (4, 0) of the teacher at temperature 2:
    // softmax(2, 0) = (0.880797, 0.119203), softmax(1, 0) = (0.731059, 0.268941).
    const soft = 0.880797 * -Math.log(0.731059) + 0.119203 * -Math.log(0.268941);
    const hard = -Math.log(0.880797);
    const loss = tf.tidy(() =>
      distillationLoss(tf.tensor2d([[2, 0]]), tf.tensor2d([[1, 0]]), {
        targets: tf.tensor2d(soften(Float32Array.of(4, 0), 2, 2), [1, 2]),
        temperature: 2,
        share: 0.25,
      }).dataSync(),
    );
    expect(loss[0]).toBeCloseTo(0.75 * hard + 0.25 * 4 * soft, 5);
  });

  it('has the slope (1 - share) (p - y) + share T (p_T - q_T), a mean over the rows', () => {
    const stream = createStream(1, 'logits');
    const draw = (count: number) => {
      const values = new Float32Array(count);
      stream.fillUniform(values, -3, 3);
      return values;
    };
    const [rows, classes, temperature, share] = [3, 5, 4, 0.7];
    const student = draw(rows * classes);
    const teacher = soften(draw(rows * classes), classes, temperature);
    const labels = Float32Array.from({ length: rows * classes }, (_, i) =>
      i % classes === Math.floor(i / classes) ? 1 : 0,
    );
    const slope = tf.tidy(() => {
      const toRows = (values: Float32Array) => tf.tensor2d(values, [rows, classes]);
      const softTargets = { targets: toRows(teacher), temperature, share };
      return tf
        .grad((logits: tf.Tensor) => distillationLoss(logits as tf.Tensor2D, toRows(labels), softTargets))(
          toRows(student),
        )
        .dataSync();
    });
    const p = soften(student, classes, 1);
    const softened = soften(student, classes, temperature);
    slope.forEach((each, i) => {
      const expected =
        (1 - share) * (p[i]! - labels[i]!) + share * temperature * (softened[i]! - teacher[i]!);
      expect(each).toBeCloseTo(expected / rows, 6);
    });
  });
});

describe('askTeacher', () => {
  it('says of every image what the teacher says of it alone, and frees what it took', async () => {
    const spec = MODEL_ZOO['lenet-300-100'];
    const teacher = initializeModel(spec, 5);
    const pixels = new Float32Array(3 * 784);
    createStream(3, 'pixels').fillUniform(pixels, 0, 255);
    const bytes = Uint8Array.from(pixels);
    const examples = openPacked(DATASETS.mnist, bytes, Uint8Array.of(0, 1, 2));
    const before = tf.memory().numTensors;
    const distillation = { temperature: 1, share: 1 };
    const told: number[] = [];
    const softTargets = await askTeacher(teacher, examples, distillation, {
      onAnswered: (count) => void told.push(count),
    });
    expect(told).toEqual([3]);
    expect(tf.memory().numTensors).toBe(before);

    const network = Network.fromSnapshot(teacher);
    for (const image of [0, 1, 2]) {
      const alone = await predict(network, bytes.subarray(image * 784, (image + 1) * 784));
      alone.forEach((each, c) => void expect(softTargets.probabilities[image * 10 + c]).toBeCloseTo(each, 6));
    }
    network.dispose();
  });
});
