import { describe, expect, it } from 'vitest';
import { createTinyData, type TinyData } from '../testing/datafiles.ts';
import { createDataset, type LoadProgress } from './dataset.ts';
import { DataError } from './error.ts';

const COUNTS = { train: [3, 4, 2], test: [2, 3] };

async function catchError(promise: Promise<unknown>): Promise<DataError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DataError);
  return error as DataError;
}

function replace(tiny: TinyData, path: string, change: (bytes: Uint8Array) => Uint8Array): void {
  tiny.files.set(path, change(tiny.files.get(path)!.slice()));
}

describe('createDataset', () => {
  it('fetches the manifest, the first test shard, the first training shard, then the rest', async () => {
    const tiny = createTinyData('mnist', COUNTS);
    const asked: string[] = [];
    const dataset = createDataset('mnist', (path) => {
      asked.push(path);
      return tiny.fetchBytes(path);
    });
    await dataset.waitFor('test', 5);
    expect(asked).toEqual(
      [
        'manifest.json',
        'test-0.shard',
        'train-0.shard',
        'train-1.shard',
        'train-2.shard',
        'test-1.shard',
      ].map((file) => `mnist/${file}`),
    );
    expect(dataset.sha256).toBe(tiny.manifest.sha256);
  });

  it('gives every label and every byte in order', async () => {
    const tiny = createTinyData('cifar10', COUNTS);
    const dataset = createDataset('cifar10', tiny.fetchBytes);
    await dataset.load();
    const { train, test } = dataset.select();
    await Promise.all([train.whenLoaded(), test.whenLoaded()]);
    for (const [examples, bytes] of [
      [train, tiny.examples.train],
      [test, tiny.examples.test],
    ] as const) {
      expect(examples.count).toBe(bytes.length / 3073);
      for (let i = 0; i < examples.count; i++) {
        expect(examples.labelAt(i)).toBe(bytes[i * 3073]);
        expect(examples.imageAt(i)).toEqual(bytes.slice(i * 3073 + 1, (i + 1) * 3073));
      }
    }
  });

  it('tells how much has arrived, up to all of it', async () => {
    const tiny = createTinyData('mnist', COUNTS);
    const heard: LoadProgress[] = [];
    const dataset = createDataset('mnist', tiny.fetchBytes, (progress) => heard.push(progress));
    await dataset.waitFor('test', 5);
    expect(heard.map(({ trainExamples, testExamples }) => [trainExamples, testExamples])).toEqual([
      [0, 2],
      [3, 2],
      [7, 2],
      [9, 2],
      [9, 5],
    ]);
    expect(heard.at(-1)?.loadedBytes).toBe(heard.at(-1)?.totalBytes);
  });

  it('lets the first examples be used while the rest is still on its way', async () => {
    const tiny = createTinyData('mnist', COUNTS);
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const dataset = createDataset('mnist', async (path) => {
      if (path.endsWith('train-1.shard')) await gate;
      return tiny.fetchBytes(path);
    });
    await dataset.load();
    const { train } = dataset.select();
    expect(train.labelAt(2)).toBe(tiny.examples.train[2 * 785]);
    expect(() => train.labelAt(3)).toThrow('example 3 of MNIST is not loaded yet');
    let isWhole = false;
    const whole = train.whenLoaded().then(() => {
      isWhole = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isWhole).toBe(false);
    release();
    await whole;
    expect(train.labelAt(8)).toBe(tiny.examples.train[8 * 785]);
  });

  it('fetches once for any number of waiters', async () => {
    const tiny = createTinyData('mnist', COUNTS);
    let fetched = 0;
    const dataset = createDataset('mnist', (path) => {
      fetched++;
      return tiny.fetchBytes(path);
    });
    await Promise.all([
      dataset.load(),
      dataset.load(),
      dataset.waitFor('train', 9),
      dataset.waitFor('test', 5),
    ]);
    await dataset.load();
    expect(fetched).toBe(6);
  });

  it('refuses more examples than there are', async () => {
    const dataset = createDataset('mnist', createTinyData('mnist', COUNTS).fetchBytes);
    await expect(dataset.waitFor('train', 10)).rejects.toThrow(
      'MNIST has 9 train examples, 10 were asked for',
    );
    await expect(dataset.waitFor('train', Number.NaN)).rejects.toThrow(RangeError);
  });
});

describe('select', () => {
  it('trains on the first examples and validates on the last ones of the training set', async () => {
    const tiny = createTinyData('mnist', COUNTS);
    const dataset = createDataset('mnist', tiny.fetchBytes);
    await dataset.waitFor('train', 9);
    const { train, validation } = dataset.select({ trainExamples: 5, validationExamples: 3 });
    expect([train.count, validation.count]).toEqual([5, 3]);
    expect(validation.imageAt(0)).toEqual(tiny.examples.train.slice(6 * 785 + 1, 7 * 785));
    expect(() => train.labelAt(5)).toThrow('the example must be an integer from 0 to 4, got 5');
    expect(dataset.select({ validationExamples: 3 }).train.count).toBe(6);
    expect(dataset.select().validation.count).toBe(0);
  });

  it('refuses a validation set that would overlap the training set', async () => {
    const dataset = createDataset('mnist', createTinyData('mnist', COUNTS).fetchBytes);
    expect(() => dataset.select()).toThrow('MNIST is not loaded yet');
    await dataset.load();
    expect(() => dataset.select({ trainExamples: 7, validationExamples: 3 })).toThrow(RangeError);
    expect(() => dataset.select({ validationExamples: 9 })).toThrow(RangeError);
  });
});

describe('a faulty file', () => {
  it.each([
    ['missing', 'a deleted shard', (tiny: TinyData) => tiny.files.delete('mnist/train-1.shard')],
    [
      'missing',
      "a host's start page in place of the shard",
      (tiny: TinyData) =>
        replace(tiny, 'mnist/train-1.shard', () => new TextEncoder().encode('<!doctype html>')),
    ],
    [
      'damaged',
      'a flipped bit',
      (tiny: TinyData) =>
        replace(tiny, 'mnist/train-1.shard', (bytes) => {
          bytes[100]! ^= 1;
          return bytes;
        }),
    ],
    [
      'damaged',
      'a truncated shard',
      (tiny: TinyData) => replace(tiny, 'mnist/train-1.shard', (bytes) => bytes.slice(0, -1)),
    ],
    [
      'damaged',
      'another shard in its place',
      (tiny: TinyData) => tiny.files.set('mnist/train-1.shard', tiny.files.get('mnist/train-0.shard')!),
    ],
  ] as const)('is %s: %s; it is named, and loading goes on from it', async (problem, _, spoil) => {
    const tiny = createTinyData('mnist', COUNTS);
    const whole = tiny.files.get('mnist/train-1.shard')!;
    spoil(tiny);
    const asked: [string, boolean][] = [];
    const dataset = createDataset('mnist', (path, isRetry) => {
      asked.push([path, isRetry]);
      return tiny.fetchBytes(path);
    });
    await dataset.load();
    const error = await catchError(dataset.waitFor('train', 9));
    expect(error).toMatchObject({ dataset: 'mnist', file: 'mnist/train-1.shard', problem });
    expect(error.message).toContain('mnist/train-1.shard');
    expect(asked).toContainEqual(['mnist/train-1.shard', true]);

    tiny.files.set('mnist/train-1.shard', whole);
    asked.length = 0;
    await dataset.waitFor('test', 5);
    expect(asked[0]).toEqual(['mnist/train-1.shard', false]);
    expect(dataset.select().train.labelAt(3)).toBe(tiny.examples.train[3 * 785]);
  });

  it('is fetched a second time before it counts as damaged', async () => {
    const tiny = createTinyData('mnist', COUNTS);
    const dataset = createDataset('mnist', async (path, isRetry) => {
      const bytes = await tiny.fetchBytes(path);
      return isRetry ? bytes : bytes.slice(0, -1);
    });
    await dataset.waitFor('train', 9);
    expect(dataset.select().train.count).toBe(9);
  });

  it('that is the manifest is named, too', async () => {
    const tiny = createTinyData('mnist', COUNTS);
    tiny.files.set('mnist/manifest.json', new TextEncoder().encode('{"version":2}'));
    const error = await catchError(createDataset('mnist', tiny.fetchBytes).load());
    expect(error.message).toContain('mnist/manifest.json is damaged: its version must be 1, got 2');
    tiny.files.delete('mnist/manifest.json');
    expect((await catchError(createDataset('mnist', tiny.fetchBytes).load())).problem).toBe('missing');
  });
});
