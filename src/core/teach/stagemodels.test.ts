import { beforeAll, describe, expect, it } from 'vitest';
import type { RunSnapshot } from '../../protocol/snapshots.ts';
import type { Recipe } from '../../recipe/schema.ts';
import { createFakeModel } from '../../testing/fakemodels.ts';
import { findEvent, startTinyRun, TINY_SPEC, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';

beforeAll(startBackends);

const prune = { kind: 'prune' as const, sparsity: 0.8 };
const once = { epochs: 1, batchSize: 48 };
const learnFrom = (stage: number) =>
  tinyTrain({ ...once, distil: { teacher: { kind: 'stage', stage }, temperature: 2, share: 0.9 } });

/** Trains, prunes, and learns from the net before and after the cut; then trains on with nobody's help. */
const RECIPE = tinyRecipe([tinyTrain(once), prune, learnFrom(0), learnFrom(1), tinyTrain(once)]);

async function run(recipe: Recipe, options: Parameters<typeof startTinyRun>[1] = {}) {
  const { events, done } = startTinyRun(recipe, options);
  await done;
  const ended = findEvent(events, 'runEnded');
  const snapshots = events.flatMap((event) =>
    'snapshot' in event && event.snapshot ? [event.snapshot] : [],
  );
  return { sha: ended.ledger.weightsSha256, ended, snapshots };
}

const listKept = ({ position, stageModels = [] }: RunSnapshot) => [
  position.stage,
  ...stageModels.map(({ stage }) => stage),
];

describe('a stage that learns from an earlier one', () => {
  it('learns from the very model that the stage left behind', async () => {
    const { ended, sha } = await run(tinyRecipe([tinyTrain(once), prune, learnFrom(0)]));
    const first = await run(tinyRecipe([tinyTrain(once)]));
    const stored = { kind: 'run' as const, id: 'first' };
    const fromStored = tinyTrain({ ...once, distil: { teacher: stored, temperature: 2, share: 0.9 } });
    const models = { first: first.ended.snapshot!.model };
    const again = await run(tinyRecipe([tinyTrain(once), prune, fromStored]), { models });
    expect(again.sha).toBe(sha);
    const other = await run(tinyRecipe([tinyTrain(once), prune, fromStored]), {
      models: { first: createFakeModel(TINY_SPEC, 3) },
    });
    expect(other.sha).not.toBe(sha);
    expect(ended.ledger.nonZeros).toBeLessThan(ended.ledger.parameters);
  });

  it('is kept in snapshots as long as somebody will ask it, and a run goes on from each to the same bits', async () => {
    const { sha, snapshots } = await run(RECIPE);
    const kept = new Set(snapshots.map((each) => listKept(each).join()));
    expect(kept).toEqual(new Set(['0', '1,0', '2,0,1', '3,1', '4', '5']));
    for (const resumeFrom of snapshots) expect((await run(RECIPE, { resumeFrom })).sha).toBe(sha);
  });

  it('waits for the last round of an iterative prune, and serves its own rounds', async () => {
    const { kind: _, ...retrain } = tinyTrain({
      ...once,
      distil: { teacher: { kind: 'stage', stage: 0 } },
    }) as Extract<ReturnType<typeof tinyTrain>, { kind: 'train' }>;
    const rounds = { ...prune, schedule: { kind: 'iterative' as const, rounds: 2, retrain } };
    const { snapshots } = await run(tinyRecipe([tinyTrain(once), rounds, learnFrom(1)]));
    expect(new Set(snapshots.map((each) => listKept(each).join()))).toEqual(
      new Set(['0', '1,0', '2,0', '3,0', '4,0', '5,1', '6']),
    );
  });
});
