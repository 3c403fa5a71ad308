/**
 * How fast does a candidate train the model at hand? It is opened like the engine itself, self-test included,
 * trains once so that whatever is compiled on first use is compiled, and is then timed. On WASM the workers
 * train together; on a GPU the one thread feeds it.
 */
import type { BackendName } from '../../protocol/backends.ts';
import type { EngineInfo } from '../../protocol/commands.ts';
import type { ModelSpec } from '../../spec/model.ts';
import { type Clock, getDeviceClock, toSpanMs } from '../measure/clock.ts';
import { HelperPool, type SpawnHelper } from '../parallel/pool.ts';
import { shardSizeOf } from '../parallel/shards.ts';
import { openBackend } from './backend.ts';
import { createPasses } from './pace.ts';
import { createRound, type Round } from './workerspace.ts';

export class Candidate {
  readonly #backend: BackendName;
  readonly #wasmPath: string;
  readonly #spawnHelper: SpawnHelper;
  #round: Round | undefined;

  constructor(backend: BackendName, wasmPath: string, spawnHelper: SpawnHelper) {
    this.#backend = backend;
    this.#wasmPath = wasmPath;
    this.#spawnHelper = spawnHelper;
  }

  /** @throws when the backend is absent, lacks kernels or fails the self-test */
  open(): Promise<EngineInfo['selfTest']> {
    return openBackend(this.#backend, this.#wasmPath);
  }

  /** @param workers threads that train, on WASM */
  async warmUp(spec: ModelSpec, workers: number): Promise<void> {
    this.#round =
      this.#backend === 'wasm'
        ? createRound(spec, new HelperPool(this.#spawnHelper, this.#wasmPath, workers - 1, () => undefined))
        : createGpuRound(spec);
    await this.#round();
  }

  /** Images a second, in the best round of as many as fit. */
  measure(budgetMs: number): Promise<number> {
    if (this.#round === undefined) throw new Error('warmUp must come before measure');
    return timeRounds(this.#round, budgetMs);
  }
}

/** A GPU wants many images at once, and training gives it a whole micro-shard. */
function createGpuRound(spec: ModelSpec): Round {
  const images = shardSizeOf(spec);
  const passes = createPasses(spec, images);
  return async () => {
    await passes.run();
    return images;
  };
}

/**
 * At least one sample, however little the budget. A sample is one round, or as many as the clock needs to
 * tell how long they took.
 */
export async function timeRounds(
  round: Round,
  budgetMs: number,
  clock: Clock = getDeviceClock(),
): Promise<number> {
  const spanMs = toSpanMs(clock, 0);
  const start = clock.now();
  let best = 0;
  let longestMs = 0;
  // A sample that would not end in time is not begun.
  while (best === 0 || clock.now() - start + longestMs < budgetMs) {
    const before = clock.now();
    let [images, elapsedMs] = [0, 0];
    do {
      images += await round();
      elapsedMs = clock.now() - before;
    } while (elapsedMs < spanMs);
    longestMs = Math.max(longestMs, elapsedMs);
    best = Math.max(best, (1000 * images) / elapsedMs);
  }
  return best;
}
