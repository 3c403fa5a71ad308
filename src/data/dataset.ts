/**
 * Loads a data set shard by shard: the first test shard and the first training shard, then the rest in the
 * background, so that training on a part and a first evaluation start early. The same loader runs in the
 * worker and headless; only `fetchBytes` differs.
 *
 * After a failure everything loaded is kept, whoever waits is told, and the next call goes on from the shard
 * that failed.
 */
import { DATASETS, type DataManifest, type DatasetInfo, type DatasetName } from '../spec/datasets.ts';
import { createExamples, type Examples, SplitBytes } from './examples.ts';
import { countExamples, countImageBytes, parseManifest } from './manifest.ts';
import { type FetchBytes, fetchChecked, fetchShard } from './shard.ts';

/** How much has arrived. Bytes are those of the files. */
export interface LoadProgress {
  readonly loadedBytes: number;
  readonly totalBytes: number;
  readonly trainExamples: number;
  readonly testExamples: number;
}

/** Which training examples to use; as in a recipe's `dataset`. */
export interface Selection {
  /** The first so many of the training set; by default all that are not cut off for validation. */
  readonly trainExamples?: number | undefined;
  /** So many off the end of the training set. */
  readonly validationExamples?: number | undefined;
}

export interface Dataset {
  readonly info: DatasetInfo;
  /** Names the data in a checkpoint's provenance. Throws an Error before `load` has resolved once. */
  readonly sha256: string;
  /**
   * Starts loading, or goes on after a failure. Resolves when the first test and training shards are there;
   * the rest follows. Rejects with a DataError.
   */
  load(): Promise<void>;
  /**
   * Resolves once the first `count` examples of a split are there. Rejects with a DataError or a RangeError.
   */
  waitFor(split: Split, count: number): Promise<void>;
  /**
   * Views on the splits. Throws an Error before `load` has resolved once, a RangeError if there are not
   * enough.
   */
  select(selection?: Selection): { train: Examples; validation: Examples; test: Examples };
}

export type Split = 'train' | 'test';

interface Loaded {
  readonly manifest: DataManifest;
  readonly train: SplitBytes;
  readonly test: SplitBytes;
}

interface Waiter {
  /** May throw what to reject with. */
  readonly isMet: (loaded: Loaded) => boolean;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Nothing is fetched before `load` or `waitFor` is called. */
export function createDataset(
  name: DatasetName,
  fetchBytes: FetchBytes,
  onProgress: (progress: LoadProgress) => void = () => undefined,
): Dataset {
  return new ShardedDataset(name, fetchBytes, onProgress);
}

class ShardedDataset implements Dataset {
  readonly info: DatasetInfo;
  readonly #fetchBytes: FetchBytes;
  readonly #onProgress: (progress: LoadProgress) => void;
  #loaded: Loaded | undefined;
  #loadedBytes = 0;
  #isLoading = false;
  #waiters: Waiter[] = [];

  constructor(name: DatasetName, fetchBytes: FetchBytes, onProgress: (progress: LoadProgress) => void) {
    this.info = DATASETS[name];
    this.#fetchBytes = fetchBytes;
    this.#onProgress = onProgress;
  }

  get sha256(): string {
    return this.#opened().manifest.sha256;
  }

  load(): Promise<void> {
    return this.#wait(({ train, test }) => train.loaded > 0 && test.loaded > 0);
  }

  waitFor(split: Split, count: number): Promise<void> {
    return this.#wait((loaded) => {
      if (!(count <= loaded[split].count)) {
        throw new RangeError(
          `${this.info.title} has ${loaded[split].count} ${split} examples, ${count} were asked for`,
        );
      }
      return loaded[split].loaded >= count;
    });
  }

  select({ trainExamples, validationExamples = 0 }: Selection = {}) {
    const { train, test } = this.#opened();
    const count = trainExamples ?? train.count - validationExamples;
    if (!(count > 0 && count + validationExamples <= train.count)) {
      throw new RangeError(
        `${this.info.title} has ${train.count} training images: not enough for ${count} to train on and ` +
          `${validationExamples} for validation`,
      );
    }
    const waitFor = (split: Split) => (splitCount: number) => this.waitFor(split, splitCount);
    const cut = train.count - validationExamples;
    return {
      train: createExamples(this.info, train, 0, count, waitFor('train')),
      validation: createExamples(this.info, train, cut, validationExamples, waitFor('train')),
      test: createExamples(this.info, test, 0, test.count, waitFor('test')),
    };
  }

  #opened(): Loaded {
    if (!this.#loaded) throw new Error(`${this.info.title} is not loaded yet`);
    return this.#loaded;
  }

  #wait(isMet: Waiter['isMet']): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiters.push({ isMet, resolve, reject });
      this.#answerWaiters();
      if (this.#waiters.length > 0) void this.#run();
    });
  }

  #answerWaiters(): void {
    const loaded = this.#loaded;
    if (!loaded) return;
    this.#waiters = this.#waiters.filter((waiter) => {
      try {
        if (!waiter.isMet(loaded)) return true;
        waiter.resolve();
      } catch (error) {
        waiter.reject(error);
      }
      return false;
    });
  }

  async #run(): Promise<void> {
    if (this.#isLoading) return;
    this.#isLoading = true;
    try {
      await this.#loadAll();
    } catch (error) {
      const waiters = this.#waiters;
      this.#waiters = [];
      for (const waiter of waiters) waiter.reject(error);
    } finally {
      this.#isLoading = false;
    }
  }

  async #loadAll(): Promise<void> {
    this.#loaded ??= await this.#open();
    this.#answerWaiters();
    const { manifest, train, test } = this.#loaded;
    const totalBytes = sumBytes(manifest.train) + sumBytes(manifest.test);
    const plan = this.#planShards(this.#loaded);
    const fetchNext = (index: number) => {
      const next = plan[index];
      const bytes = next && fetchShard(manifest.dataset, next.shard, this.#fetchBytes);
      // Awaited one round later; until then its failure is nobody's.
      bytes?.catch(() => undefined);
      return bytes;
    };
    let ahead = fetchNext(0);
    for (const [index, { shard, bytes }] of plan.entries()) {
      const current = ahead;
      ahead = fetchNext(index + 1);
      const examples = await current;
      if (!examples) break;
      bytes.append(examples);
      this.#loadedBytes += shard.sizeBytes;
      this.#onProgress({
        loadedBytes: this.#loadedBytes,
        totalBytes,
        trainExamples: train.loaded,
        testExamples: test.loaded,
      });
      this.#answerWaiters();
    }
  }

  async #open(): Promise<Loaded> {
    const { name } = this.info;
    const manifest = await fetchChecked(name, 'manifest.json', this.#fetchBytes, (bytes) =>
      parseManifest(bytes, name),
    );
    const imageBytes = countImageBytes(name);
    return {
      manifest,
      train: new SplitBytes(countExamples(manifest.train), imageBytes),
      test: new SplitBytes(countExamples(manifest.test), imageBytes),
    };
  }

  /** The shards still to come, in the order to fetch them. */
  #planShards({ manifest, train, test }: Loaded) {
    const toSteps = (split: Split, bytes: SplitBytes) => {
      let end = 0;
      return manifest[split].map((shard) => {
        end += shard.count;
        return { shard, bytes, end };
      });
    };
    const [firstTrain, ...restOfTrain] = toSteps('train', train);
    const [firstTest, ...restOfTest] = toSteps('test', test);
    return [firstTest!, firstTrain!, ...restOfTrain, ...restOfTest].filter(
      ({ bytes, end }) => end > bytes.loaded,
    );
  }
}

function sumBytes(shards: readonly { readonly sizeBytes: number }[]): number {
  return shards.reduce((sum, shard) => sum + shard.sizeBytes, 0);
}
