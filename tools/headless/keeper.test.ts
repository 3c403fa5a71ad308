/** A run that is stopped after any epoch and begun again ends as if it had never stopped. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hashWeights } from '../../src/codec/hash.ts';
import type { RunEvent } from '../../src/protocol/events.ts';
import { parseRecipe } from '../../src/recipe/parse.ts';
import { runRecipe } from './run.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kept-runs-'));
});
afterAll(() => rm(folder, { recursive: true }));

const TRAIN = { kind: 'train', epochs: 2, batchSize: 100, optimizer: { kind: 'adam', learningRate: 0.001 } };
const RECIPE = parseRecipe({
  version: 1,
  seed: 3,
  model: { name: 'lenet-300-100' },
  dataset: { name: 'mnist', trainExamples: 300 },
  start: { kind: 'random' },
  stages: [TRAIN, { kind: 'prune', sparsity: 0.9 }, TRAIN],
});

const stagesOf = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.kind === 'stageEnded' ? [event] : []));

/** @param stopAfter the epoch, counted over all stages from 1, whose end stops the run */
async function run(stopAfter: number, keptIn?: string, log: (line: string) => void = () => {}) {
  const events: RunEvent[] = [];
  let epochs = 0;
  const hear = (event: RunEvent) => {
    events.push(event);
    if (event.kind === 'epochEnded' && ++epochs === stopAfter) throw new Error('stopped');
  };
  const model = await runRecipe(RECIPE, log, hear, { workers: 1, keptIn });
  return { events, sha: hashWeights(model.tensors) };
}

it('goes on to the same bits, and tells of the stages before', async () => {
  const whole = await run(Number.POSITIVE_INFINITY);
  await expect(run(1, folder)).rejects.toThrow();
  expect(await readdir(folder)).toHaveLength(1);
  await expect(run(2, folder)).rejects.toThrow();
  const rest = await run(Number.POSITIVE_INFINITY, folder);
  expect(rest.sha).toBe(whole.sha);
  expect(rest.events.filter(({ kind }) => kind === 'epochEnded')).toHaveLength(1);
  expect(stagesOf(rest.events).map(({ ledger }) => ledger.weightsSha256)).toEqual(
    stagesOf(whole.events).map(({ ledger }) => ledger.weightsSha256),
  );
  expect(await readdir(folder)).toEqual([]);
});

it('says in one sentence that a kept run is damaged', async () => {
  await expect(run(1, folder)).rejects.toThrow();
  const [file] = await readdir(folder);
  await writeFile(path.join(folder, file!), 'nothing');
  await expect(run(1, folder)).rejects.toThrow(
    /^The kept run .*\.run is damaged: delete it to begin anew\.$/,
  );
});

it('goes on when the run cannot be written, and says so', async () => {
  const file = path.join(folder, 'no-folder');
  await writeFile(file, '');
  const lines: string[] = [];
  const { sha } = await run(Number.POSITIVE_INFINITY, file, (line) => lines.push(line));
  expect(sha).toMatch(/^[0-9a-f]{64}$/);
  expect(lines.filter((line) => line.startsWith('This epoch of the run could not be kept: '))).not.toEqual(
    [],
  );
});
