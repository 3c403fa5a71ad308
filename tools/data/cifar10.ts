/**
 * Reads CIFAR-10 from six PNG files of 10,000 images, one image a row: a row's 1,024 RGB pixels are the
 * image's 32 rows of 32, one after the other. Labels are two JSON lists (whose file names misspell the word).
 */
import { decode } from 'fast-png';
import { getFile, type RawReader } from './raw.ts';

const IMAGES_PER_FILE = 10_000;
const PIXELS_PER_IMAGE = 32 * 32;

const SPLITS = [
  { split: 'test', labels: 'test_lables.json', images: ['test_batch.png'] },
  { split: 'train', labels: 'train_lables.json', images: [1, 2, 3, 4, 5].map((n) => `data_batch_${n}.png`) },
] as const;

export const cifar10Reader: RawReader = {
  files: SPLITS.flatMap(({ labels, images }) => [labels, ...images]).map((name) => `package/${name}`),
  *read(files) {
    for (const { split, labels: labelFile, images } of SPLITS) {
      const labels = parseLabels(getFile(files, `package/${labelFile}`), images.length * IMAGES_PER_FILE);
      for (const [index, name] of images.entries()) {
        const start = index * IMAGES_PER_FILE;
        yield {
          split,
          labels: labels.subarray(start, start + IMAGES_PER_FILE),
          pixels: decodeImages(getFile(files, `package/${name}`), name),
        };
      }
    }
  },
};

function decodeImages(bytes: Uint8Array, name: string): Uint8Array {
  const { width, height, channels, depth, data } = decode(bytes);
  if (width !== PIXELS_PER_IMAGE || height !== IMAGES_PER_FILE || channels !== 3 || depth !== 8) {
    throw new Error(`${name} is ${width} x ${height} with ${channels} channels of ${depth} bits`);
  }
  return data as Uint8Array;
}

function parseLabels(bytes: Uint8Array, count: number): Uint8Array {
  const values: unknown = JSON.parse(new TextDecoder().decode(bytes));
  if (!Array.isArray(values) || values.length !== count || values.some((each) => !(each >= 0 && each <= 9))) {
    throw new Error(`CIFAR-10's labels are not ${count} numbers from 0 to 9`);
  }
  return Uint8Array.from(values);
}
