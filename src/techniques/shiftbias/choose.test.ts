import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseShift } from './choose.ts';

/** How many are wrong at a shift, image by image. */
function countWrong(logits: Float32Array, labels: readonly number[], shifted: readonly number[], by: number) {
  const classes = logits.length / labels.length;
  return labels.filter((label, image) => {
    const row = [...logits.subarray(image * classes, (image + 1) * classes)].map(
      (value, each) => value + (shifted.includes(each) ? by : 0),
    );
    return row.indexOf(Math.max(...row)) !== label;
  }).length;
}

describe('the best shift', () => {
  it('is the middle of where all are right: a three that lacks 2, and a five that bears up to 4', () => {
    // Classes: three, five. The three is answered from 2 on, the five is lost from 4 on.
    const logits = Float32Array.of(0, 2, 0, 4);
    expect(chooseShift(logits, [0, 1], [0])).toEqual({ by: 3, wrong: 0 });
  });

  it('is none where nothing is wrong', () => {
    expect(chooseShift(Float32Array.of(1, 0, 0, 1), [0, 1], [0])).toEqual({ by: 0, wrong: 0 });
  });

  it('is down where a class is answered too often', () => {
    // Two fives that are taken for threes by 1 and by 3, and a three that is right by 6.
    const logits = Float32Array.of(1, 0, 3, 0, 6, 0);
    expect(chooseShift(logits, [1, 1, 0], [0])).toEqual({ by: -4.5, wrong: 0 });
  });

  it('passes images that are wrong either way as if they were not there', () => {
    const logits = Float32Array.of(0, 2, -9, 0, 4, -9, 0, 3, -9);
    expect(chooseShift(logits, [0, 1, 2], [0])).toEqual({ by: 3, wrong: 1 });
  });

  it('is as good as any of a fine row of shifts', () => {
    const image = fc.tuple(
      fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 4, maxLength: 4 }),
      fc.integer({ min: 0, max: 3 }),
    );
    fc.assert(
      fc.property(fc.array(image, { minLength: 1, maxLength: 12 }), (images) => {
        // No two logits of an image are alike, so that no answer hangs on which comes first.
        const logits = Float32Array.from(images.flatMap(([row]) => row.map((each, at) => each + at / 16)));
        const labels = images.map(([, label]) => label);
        const { by, wrong } = chooseShift(logits, labels, [1, 3]);
        expect(countWrong(logits, labels, [1, 3], by)).toBe(wrong);
        // Answers change at multiples of 1/16 alone, none beyond 18: these are all shifts that differ.
        const others = Array.from({ length: 40 * 16 }, (_, step) =>
          countWrong(logits, labels, [1, 3], -20 + step / 16 + 1 / 32),
        );
        expect(Math.min(...others)).toBe(wrong);
      }),
    );
  });
});
