import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStream } from '../math/random.ts';
import { createTinyData } from '../testing/datafiles.ts';
import { type Augmentation, drawPlacement } from './augment.ts';
import { createDataset } from './dataset.ts';
import { createLevels } from './examples.ts';

async function loadTiny(name: 'mnist' | 'cifar10') {
  const tiny = createTinyData(name, { train: [8], test: [2] });
  const dataset = createDataset(name, tiny.fetchBytes);
  await dataset.load();
  return { dataset, train: dataset.select().train };
}

/** Slow and plain: build the padded image, mirror it, cut the window out. */
function augmentSlowly(
  pixels: Uint8Array,
  [height, width, channels]: readonly [number, number, number],
  mean: readonly number[],
  deviation: readonly number[],
  { crop, flip, stream }: Augmentation,
): number[] {
  const top = crop > 0 ? stream.nextBelow(2 * crop + 1) : 0;
  const left = crop > 0 ? stream.nextBelow(2 * crop + 1) : 0;
  const isFlipped = flip && stream.nextBelow(2) === 1;
  const padded = Array.from({ length: height + 2 * crop }, () =>
    Array.from({ length: width + 2 * crop }, () => new Array<number>(channels).fill(0)),
  );
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = isFlipped ? width - 1 - x : x;
      for (let c = 0; c < channels; c++) {
        const value = pixels[(y * width + from) * channels + c]! / 255;
        padded[y + crop]![x + crop]![c] = Math.fround((value - mean[c]!) / deviation[c]!);
      }
    }
  }
  return padded.slice(top, top + height).flatMap((row) => row.slice(left, left + width).flat());
}

describe('fillBatch', () => {
  it('normalises each channel with its own mean and deviation', async () => {
    const { dataset, train } = await loadTiny('cifar10');
    const { mean, deviation } = dataset.info;
    const out = new Float32Array(2 * 3072);
    const labels = new Int32Array(2);
    train.fillBatch([5, 0], out, labels);
    expect([...labels]).toEqual([train.labelAt(5), train.labelAt(0)]);
    const image = train.imageAt(5);
    for (let i = 0; i < 3072; i++) {
      expect(out[i]).toBe(Math.fround((image[i]! / 255 - mean[i % 3]!) / deviation[i % 3]!));
    }
  });

  it('augments as the slow reference does, for any padding and flip', async () => {
    const loaded = { mnist: await loadTiny('mnist'), cifar10: await loadTiny('cifar10') };
    fc.assert(
      fc.property(
        fc.constantFrom('mnist' as const, 'cifar10' as const),
        fc.integer({ min: 0, max: 8 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 4 }),
        (name, crop, flip, seed, indices) => {
          const { dataset, train } = loaded[name];
          const { imageShape, mean, deviation } = dataset.info;
          const imageLength = imageShape.reduce((a, b) => a * b, 1);
          // A used buffer must not shine through.
          const out = new Float32Array(indices.length * imageLength).fill(99);
          train.fillBatch(indices, out, new Int32Array(indices.length), {
            crop,
            flip,
            stream: createStream(seed),
          });
          const stream = createStream(seed);
          const expected = indices.flatMap((index) =>
            augmentSlowly(train.imageAt(index), imageShape, mean, deviation, { crop, flip, stream }),
          );
          expect(out).toEqual(Float32Array.from(expected));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('draws the same for the same seed and differs for another', async () => {
    const { train } = await loadTiny('cifar10');
    const fill = (seed: number) => {
      const out = new Float32Array(8 * 3072);
      const stream = createStream(seed, 'augment');
      train.fillBatch([0, 1, 2, 3, 4, 5, 6, 7], out, new Int32Array(8), { crop: 4, flip: true, stream });
      return out;
    };
    expect(fill(7)).toEqual(fill(7));
    expect(fill(7)).not.toEqual(fill(8));
  });

  it('refuses a buffer that is too small, before writing to it', async () => {
    const { train } = await loadTiny('mnist');
    const out = new Float32Array(784);
    expect(() => train.fillBatch([0, 1], out, new Int32Array(2))).toThrow(RangeError);
    expect(() => train.fillBatch([0], out, new Int32Array(0))).toThrow(RangeError);
    expect(out.every((value) => value === 0)).toBe(true);
  });
});

describe('drawPlacement', () => {
  it('reaches every shift and both sides about equally often', () => {
    const stream = createStream(3);
    const shifts = new Map<string, number>();
    let mirrored = 0;
    for (let i = 0; i < 9000; i++) {
      const { rows, columns, isMirrored } = drawPlacement({ crop: 1, flip: true, stream });
      shifts.set(`${rows},${columns}`, (shifts.get(`${rows},${columns}`) ?? 0) + 1);
      if (isMirrored) mirrored++;
    }
    expect(shifts.size).toBe(9);
    // Five standard deviations around 1,000 of 9,000 and 4,500 of 9,000.
    for (const count of shifts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
    expect(Math.abs(mirrored - 4500)).toBeLessThan(238);
  });

  it('draws nothing for what is not asked', () => {
    const stream = createStream(4);
    expect(drawPlacement({ crop: 0, flip: false, stream })).toEqual({
      rows: 0,
      columns: 0,
      isMirrored: false,
    });
    expect(stream.nextUint32()).toBe(createStream(4).nextUint32());
  });
});

describe('createLevels', () => {
  it('maps the mean to zero and one deviation above it to one', () => {
    const levels = createLevels({ mean: [51 / 255], deviation: [102 / 255] });
    expect(levels[51]).toBe(0);
    expect(levels[153]).toBeCloseTo(1, 7);
  });
});
