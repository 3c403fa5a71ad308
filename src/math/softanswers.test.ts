import { describe, expect, it } from 'vitest';
import { averageAnswers, compareLosses, crossEntropy, lengthOf, soften, toLogits } from './softanswers.ts';

const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);
const teacher = [6, 1, -2, 3.5];
const student = [2, 0.5, 1, -1];

describe('softened answers', () => {
  it('are those of the worked case: logits 5 and 1', () => {
    expect(soften([5, 1], 1).map((each) => each.toFixed(3))).toEqual(['0.982', '0.018']);
    expect(soften([5, 1], 10).map((each) => each.toFixed(3))).toEqual(['0.599', '0.401']);
    expect(soften([3, 2], 1).map((each) => each.toFixed(3))).toEqual(['0.731', '0.269']);
  });

  it('add up to one, see no constant, and become alike as the temperature grows', () => {
    const soft = soften(teacher, 4);
    expect(sum(soft)).toBeCloseTo(1, 12);
    soften(
      teacher.map((each) => each + 700),
      4,
    ).forEach((each, at) => void expect(each).toBeCloseTo(soft[at]!, 12));
    expect(Math.max(...soften(teacher, 10_000)) - 0.25).toBeLessThan(0.001);
  });

  it('come from the logits that their answers give back', () => {
    const logits = toLogits(Float32Array.from(soften(teacher, 1)));
    expect(Math.max(...logits)).toBe(0);
    soften(teacher, 7).forEach((each, at) => void expect(soften(logits, 7)[at]).toBeCloseTo(each, 6));
    expect(toLogits([1, 0])[1]).toBeCloseTo(-149 * Math.LN2, 9);
  });
});

describe('the two losses', () => {
  it('agree with an example by hand', () => {
    // softmax(2, 0) = (0.880797, 0.119203), softmax(1, 0) = (0.731059, 0.268941).
    const losses = compareLosses({ student: [2, 0], teacher: [4, 0], label: 0, temperature: 2 });
    expect(losses.labelLoss).toBeCloseTo(-Math.log(0.880797), 5);
    expect(losses.softLoss).toBeCloseTo(
      4 * (0.880797 * -Math.log(0.731059) + 0.119203 * -Math.log(0.268941)),
      5,
    );
    expect(losses.softSlope[0]).toBeCloseTo(2 * (0.731059 - 0.880797), 5);
  });

  it('have the slopes that small steps have', () => {
    const read = (own: readonly number[], temperature: number) =>
      compareLosses({ student: own, teacher, label: 2, temperature });
    for (const temperature of [1, 3, 20])
      student.forEach((_, at) => {
        const move = (by: number) => student.map((each, place) => (place === at ? each + by : each));
        const [up, down] = [read(move(1e-5), temperature), read(move(-1e-5), temperature)];
        const here = read(student, temperature);
        expect((up.softLoss - down.softLoss) / 2e-5).toBeCloseTo(here.softSlope[at]!, 5);
        expect((up.labelLoss - down.labelLoss) / 2e-5).toBeCloseTo(here.labelSlope[at]!, 5);
      });
  });

  it('teach nothing where the student answers as its teacher does', () => {
    const { softSlope } = compareLosses({ student: teacher, teacher, label: 0, temperature: 5 });
    expect(softSlope).toEqual([0, 0, 0, 0]);
  });

  it('keep a slope of one size at high temperatures: the difference of the centred logits over the classes', () => {
    const centre = (values: readonly number[]) => values.map((each) => each - sum(values) / values.length);
    const own = centre(student);
    const limit = centre(teacher).map((each, at) => (own[at]! - each) / teacher.length);
    const { softSlope } = compareLosses({ student, teacher, label: 0, temperature: 10_000 });
    softSlope.forEach((each, at) => void expect(each).toBeCloseTo(limit[at]!, 3));
    expect(lengthOf([3, 4])).toBe(5);
  });

  it('measure a sure answer by its own logarithm', () => {
    expect(crossEntropy([0, 1], [0.75, 0.25])).toBeCloseTo(Math.log(4), 12);
  });
});

it('averages the answers to the images of each class', () => {
  const logits = Float32Array.of(2, 0, 0, 0, 0, 2);
  const means = averageAnswers(logits, [0, 0, 1], 2, 1);
  const sure = 1 / (1 + Math.exp(-2));
  [(sure + 0.5) / 2, (1 - sure + 0.5) / 2, 1 - sure, sure].forEach(
    (each, at) => void expect(means[at]).toBeCloseTo(each, 6),
  );
  expect([...averageAnswers(logits, [0, 0, 0], 2, 1).subarray(2)]).toEqual([0, 0]);
});
