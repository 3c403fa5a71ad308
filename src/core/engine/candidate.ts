/**
 * How fast does a candidate train the model at hand? It is opened like the engine itself, self-test included, trains once so that
 * whatever is compiled on first use is compiled, and is then timed. On WASM all workers train together; on a GPU the one thread feeds it.
 */
import type { CalibrationRequest } from '../../protocol/calibration.ts';
import type { EngineInfo } from '../../protocol/commands.ts';
import { DATASETS } from '../../recipe/datasets.ts';
import type { ModelSpec } from '../../recipe/model.ts';
import { HelperPool, type SpawnHelper } from '../parallel/pool.ts';
import { shardSizeOf } from '../parallel/shards.ts';
import { openBackend } from './backend.ts';
import { countPaceImages, createPasses } from './pace.ts';
import { createRound } from './together.ts';

/** Trains on noise; answers on how many images. */
type Round = () => Promise<number>;

export interface Candidate {
  readonly selfTest: EngineInfo['selfTest'];
  /** Images a second, the best round of as many as fit. @throws what the backend throws */
  measure(budgetMs: number): Promise<number>;
}

/** @throws when the backend is absent, lacks kernels or fails the self-test */
export async function prepareCandidate(
  { backend, spec, workers, wasmPath }: Omit<Extract<CalibrationRequest, { kind: 'prepare' }>, 'kind'>,
  spawnHelper: SpawnHelper,
): Promise<Candidate> {
  const selfTest = await openBackend(backend, wasmPath);
  const round =
    backend === 'wasm'
      ? createPoolRound(spec, new HelperPool(spawnHelper, wasmPath, workers - 1, () => undefined))
      : createSoloRound(spec);
  await round();
  return { selfTest, measure: (budgetMs) => timeRounds(round, budgetMs) };
}

/** Helpers are given images as bytes of a data set; a net that reads no known one is trained on one thread. */
function createPoolRound(spec: ModelSpec, pool: HelperPool): Round {
  const shape = spec.inputShape.join();
  const dataset = Object.values(DATASETS).find(({ imageShape }) => imageShape.join() === shape);
  return dataset === undefined
    ? createSoloRound(spec)
    : createRound(spec, dataset.name, pool, countPaceImages(spec));
}

function createSoloRound(spec: ModelSpec): Round {
  const images = shardSizeOf(spec);
  const passes = createPasses(spec, images);
  return async () => {
    await passes.run();
    return images;
  };
}

/** At least one round, however little the budget. */
export async function timeRounds(round: Round, budgetMs: number): Promise<number> {
  const start = performance.now();
  let best = 0;
  let longestMs = 0;
  // A round that would not end in time is not begun.
  while (best === 0 || performance.now() - start + longestMs < budgetMs) {
    const before = performance.now();
    const images = await round();
    const elapsedMs = Math.max(0.1, performance.now() - before);
    longestMs = Math.max(longestMs, elapsedMs);
    best = Math.max(best, (1000 * images) / elapsedMs);
  }
  return best;
}
