import { beforeAll, describe, expect, it } from 'vitest';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import { findEvent, startTinyRun, TINY_SPEC, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { initializeModel } from '../models/initialize.ts';

beforeAll(startBackends);

const prune = { kind: 'prune' as const, sparsity: 0.5 };
const start = { kind: 'run' as const, id: 'first-1' };

/** The model as a finished run leaves it to the page: latent weights with their masks. */
async function runAndKeep(recipe = tinyRecipe([tinyTrain({ epochs: 1 }), prune])) {
  const { events, done } = startTinyRun(recipe);
  await done;
  const ended = findEvent(events, 'runEnded');
  return { model: ended.snapshot!.model, sha: ended.ledger.weightsSha256 };
}

describe('a run that starts from a stored model', () => {
  it('has its weights, and holds what was pruned at zero while it trains on', async () => {
    const { model, sha } = await runAndKeep();
    const kept = startTinyRun(tinyRecipe([], { start }), { models: { 'first-1': model } });
    await kept.done;
    expect(findEvent(kept.events, 'runEnded').ledger.weightsSha256).toBe(sha);

    const on = startTinyRun(tinyRecipe([tinyTrain({ epochs: 1 })], { start }), {
      models: { 'first-1': model },
    });
    const effective = await on.done;
    const mask = model.transforms.find((each) => each.kind === 'mask')!;
    const { values } = effective!.tensors.find(({ name }) => name === mask.tensor)!;
    const pruned = [...(mask.kind === 'mask' ? mask.kept : [])].flatMap((bit, place) =>
      bit === 0 ? [place] : [],
    );
    expect(pruned.length).toBeGreaterThan(0);
    expect(pruned.every((place) => values[place] === 0)).toBe(true);
    expect(findEvent(on.events, 'runEnded').ledger.weightsSha256).not.toBe(sha);
  });

  it('says which one is not here', async () => {
    const { events, done } = startTinyRun(tinyRecipe([], { start }));
    await done;
    const { message, code } = findEvent(events, 'runFailed');
    expect(code).toBe('storedMissing');
    expect(message).toBe('the recipe names the saved run first-1, which is not here');
  });

  it('refuses one with other layers, whatever it is called', async () => {
    const other: ModelSnapshot = initializeModel(
      { ...TINY_SPEC, layers: TINY_SPEC.layers.slice(0, -1), classes: 16 },
      1,
    );
    const file = { kind: 'file' as const, id: 'f-1' };
    const { events, done } = startTinyRun(tinyRecipe([], { start: file }), { models: { 'f-1': other } });
    await done;
    expect(findEvent(events, 'runFailed').code).toBe('storedOther');

    const renamed = { ...initializeModel(TINY_SPEC, 1), spec: { ...TINY_SPEC, name: 'elsewhere' } };
    const same = startTinyRun(tinyRecipe([], { start: file }), { models: { 'f-1': renamed } });
    await same.done;
    expect(findEvent(same.events, 'runEnded').ledger.error).toBeGreaterThan(0);
  });
});
