import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../../math/random.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { soften } from './softtargets.ts';
import { computeLoss, type LossTerm } from './terms.ts';

beforeAll(startBackends);

const toTerms = (probabilities: Float32Array, temperature: number, share: number): LossTerm[] => [
  { kind: 'labels', weight: 1 - share },
  { kind: 'softTargets', weight: share, temperature, probabilities },
];

/** These terms read no layer and no tensor. */
const refuse = () => {
  throw new Error('nothing is read here');
};
const NOTHING_INSIDE = { outputOf: refuse, read: refuse };

describe('labels and soft targets', () => {
  it('agrees with an example by hand', () => {
    // Two classes, logits (2, 0) of the student and (4, 0) of the teacher at temperature 2:
    // softmax(2, 0) = (0.880797, 0.119203), softmax(1, 0) = (0.731059, 0.268941).
    const soft = 0.880797 * -Math.log(0.731059) + 0.119203 * -Math.log(0.268941);
    const hard = -Math.log(0.880797);
    const loss = tf.tidy(() =>
      computeLoss(toTerms(soften(Float32Array.of(4, 0), 2, 2), 2, 0.25), {
        logits: tf.tensor2d([[2, 0]]),
        targets: tf.tensor2d([[1, 0]]),
        ...NOTHING_INSIDE,
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
      const terms = toTerms(teacher, temperature, share);
      return tf
        .grad((logits: tf.Tensor) =>
          computeLoss(terms, {
            logits: logits as tf.Tensor2D,
            targets: toRows(labels),
            ...NOTHING_INSIDE,
          }),
        )(toRows(student))
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
