/** What every technique must keep: a recipe's weights to the bit, however its run was carried out. */
import { expect } from 'vitest';
import type { RunSnapshot } from '../protocol/snapshots.ts';
import type { Recipe } from '../recipe/schema.ts';
import { createLocalPool } from './localhelpers.ts';
import { findEvent, startTinyRun } from './tinyrun.ts';

async function hashOf(recipe: Recipe, options: Parameters<typeof startTinyRun>[1] = {}): Promise<string> {
  const { events, done } = startTinyRun(recipe, options);
  await done;
  return findEvent(events, 'runEnded').ledger.weightsSha256;
}

/**
 * Runs a recipe to its end, again from each of its snapshots after that has crossed a message, and again with
 * helpers, which must have something to do.
 * @param recipe with batches of more images than one micro-shard has
 * @returns the snapshots, of the first steps, all epochs and all stages
 */
export async function expectSameBits(recipe: Recipe): Promise<readonly RunSnapshot[]> {
  const snapshots: RunSnapshot[] = [];
  const sha = await hashOf(recipe, {
    paused: true,
    onEvent: (event, { control }) => {
      if ('snapshot' in event && event.snapshot) snapshots.push(structuredClone(event.snapshot));
      if (event.kind === 'runPaused') snapshots.length < 5 ? control.step() : control.resume();
    },
  });
  for (const resumeFrom of snapshots) expect(await hashOf(recipe, { resumeFrom })).toBe(sha);
  let tasks = 0;
  const pool = createLocalPool(2, () => tasks++);
  expect(await hashOf(recipe, { pool })).toBe(sha);
  expect(tasks).toBeGreaterThan(0);
  pool.dispose();
  return snapshots;
}
