import { describe, expect, it } from 'vitest';
import { DATASETS } from '../spec/datasets.ts';
import { openPacked } from './examples.ts';
import { leaveOutClasses } from './picked.ts';

const LABELS = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3];

/** Each image is filled with its own place. */
function openImages() {
  const pixels = Uint8Array.from({ length: LABELS.length * 784 }, (_, at) => Math.floor(at / 784));
  return openPacked(DATASETS.mnist, pixels, Uint8Array.from(LABELS));
}

describe('images without some classes', () => {
  const all = openImages();
  const some = leaveOutClasses(all, [1, 5]);
  const places = [0, 2, 5, 6, 7, 9];

  it('are the others, in their order', async () => {
    await some.whenLoaded();
    expect(some.count).toBe(6);
    expect(places.map((_, index) => some.labelAt(index))).toEqual([3, 4, 9, 2, 6, 3]);
    expect(places.map((_, index) => some.imageAt(index)[0])).toEqual(places);
  });

  it('are packed and filled into batches as the whole would be at their places', () => {
    const own = some.pack([5, 0, 3]);
    expect(own).toEqual(all.pack([9, 0, 6]));
    const fill = (examples: typeof all, indices: number[]) => {
      const [out, labels] = [new Float32Array(2 * 784), new Int32Array(2)];
      examples.fillBatch(indices, out, labels);
      return { out, labels };
    };
    expect(fill(some, [1, 4])).toEqual(fill(all, [2, 7]));
  });

  it('end where they end', () => {
    expect(() => some.labelAt(6)).toThrow('the example must be an integer from 0 to 5, got 6');
  });

  it('must be some', () => {
    const threes = openPacked(DATASETS.mnist, new Uint8Array(784), Uint8Array.of(3));
    expect(() => leaveOutClasses(threes, [3])).toThrow('no training images are left without 3');
  });
});
