/** The prepared data against what is published about the data sets. Needs `npm run data`. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDataset } from '../../src/data/dataset.ts';
import type { Examples } from '../../src/data/examples.ts';
import type { DatasetName } from '../../src/spec/datasets.ts';
import { DATA_FOLDER } from '../house/paths.mjs';

async function loadAll(name: DatasetName) {
  const dataset = createDataset(name, (path) => readFile(join(DATA_FOLDER, path)));
  await dataset.waitFor('train', dataset.info.trainCount);
  await dataset.waitFor('test', dataset.info.testCount);
  return { dataset, ...dataset.select() };
}

function countClasses(examples: Examples): number[] {
  const counts = new Array<number>(10).fill(0);
  for (let i = 0; i < examples.count; i++) counts[examples.labelAt(i)]!++;
  return counts;
}

const firstLabels = (examples: Examples) => [0, 1, 2, 3, 4].map((index) => examples.labelAt(index));

/** Mean and deviation of pixel / 255 per channel, from exact whole-number sums. */
function measurePixels(examples: Examples, channels: number) {
  const sums = new Array<number>(channels).fill(0);
  const squares = new Array<number>(channels).fill(0);
  let pixels = 0;
  for (let i = 0; i < examples.count; i++) {
    const image = examples.imageAt(i);
    pixels += image.length / channels;
    for (let at = 0; at < image.length; at++) {
      const byte = image[at]!;
      sums[at % channels]! += byte;
      squares[at % channels]! += byte * byte;
    }
  }
  const mean = sums.map((sum) => sum / pixels / 255);
  const deviation = squares.map((sum, channel) => Math.sqrt(sum / pixels / 255 ** 2 - mean[channel]! ** 2));
  return { mean, deviation };
}

describe.each(['mnist', 'cifar10'] as const)('the prepared data of %s', (name) => {
  it('has the published classes, first labels and pixel statistics', async () => {
    const { dataset, train, test } = await loadAll(name);
    expect([train.count, test.count]).toEqual([dataset.info.trainCount, dataset.info.testCount]);
    if (name === 'mnist') {
      expect(countClasses(train)).toEqual([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
      expect(countClasses(test)).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
      expect([firstLabels(train), firstLabels(test)]).toEqual([
        [5, 0, 4, 1, 9],
        [7, 2, 1, 0, 4],
      ]);
    } else {
      expect(countClasses(train)).toEqual(new Array(10).fill(5000));
      expect(countClasses(test)).toEqual(new Array(10).fill(1000));
      expect([firstLabels(train), firstLabels(test)]).toEqual([
        [6, 9, 9, 4, 1],
        [3, 8, 8, 0, 6],
      ]);
    }
    const { mean, deviation } = measurePixels(train, dataset.info.imageShape[2]);
    mean.forEach((value, channel) => {
      expect(value).toBeCloseTo(dataset.info.mean[channel]!, 4);
      expect(deviation[channel]).toBeCloseTo(dataset.info.deviation[channel]!, 4);
    });
  });
});
