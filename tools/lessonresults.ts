/**
 * Computes the numbers that a lesson's prose quotes: `npm run lesson-results -- 01-magnitude-pruning` runs
 * the recipes of its `quotes.ts` with the lab's engine and writes `results.json` beside it.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hashWeights } from '../src/codec/hash.ts';
import { parseRecipe } from '../src/recipe/parse.ts';
import { findCheckpoint } from '../src/spec/zoo.ts';
import { loadCheckpoint } from './headless/engine.ts';
import { runQuotes } from './lessons/quotes.ts';

const log = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const slug = process.argv[2];
  if (slug === undefined || !/^\d\d-[a-z0-9-]+$/.test(slug))
    throw new Error('usage: npm run lesson-results -- 01-magnitude-pruning');
  const { QUOTES } = await import(`../lessons/${slug}/quotes.ts`);
  const values = await runQuotes(QUOTES, log);
  const first = parseRecipe(Object.values<{ recipes: unknown[] }>(QUOTES)[0]!.recipes[0]);
  const name = findCheckpoint(first.model);
  if (name === undefined) throw new Error(`the first quote of ${slug} must be of a model with a checkpoint`);
  const checkpoint = await loadCheckpoint(name);
  const file = path.join('lessons', slug, 'results.json');
  const results = { weightsSha256: hashWeights(checkpoint.tensors), values };
  await writeFile(file, `${JSON.stringify(results, null, 2)}\n`);
  log(`${file} written.`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    log(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
