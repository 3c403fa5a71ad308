/** The numbers of a lesson. Each recipe is run once, whatever number of quotes it serves. */
import type { Outcome, Quote } from '../../lessons/parts/quotes.ts';
import { evaluate } from '../../src/core/measure/evaluate.ts';
import { Network } from '../../src/core/models/network.ts';
import type { Ledger } from '../../src/protocol/ledger.ts';
import { parseRecipe } from '../../src/recipe/parse.ts';
import type { RecipeInput } from '../../src/recipe/schema.ts';
import { findDataset } from '../../src/spec/datasets.ts';
import { openDataset, startHeadless } from '../headless/engine.ts';
import { runRecipe } from '../headless/run.ts';

/** The numbers of the quotes, by their keys. */
export async function runQuotes<Key extends string>(
  quotes: Readonly<Record<Key, Quote>>,
  log: (line: string) => void,
): Promise<Record<Key, number>> {
  const outcomes = new Map<string, Outcome>();
  const values = {} as Record<Key, number>;
  for (const [key, { recipes, read, asksAt }] of Object.entries<Quote>(quotes)) {
    const results: Outcome[] = [];
    for (const recipe of recipes) {
      const name = JSON.stringify(recipe);
      const outcome = outcomes.get(name) ?? (await runOutcome(recipe, log));
      outcomes.set(name, outcome);
      results.push(asksAt === undefined ? outcome : await askOutcome(outcome, asksAt, log));
    }
    values[key as Key] = read(results);
    log(`${key} ${values[key as Key]}`);
  }
  return values;
}

/** What each recipe ends with, in their order. */
export async function runOutcomes(
  recipes: readonly RecipeInput[],
  log: (line: string) => void,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const recipe of recipes) outcomes.push(await runOutcome(recipe, log));
  return outcomes;
}

async function runOutcome(recipe: RecipeInput, log: (line: string) => void): Promise<Outcome> {
  let ledger: Ledger | undefined;
  const model = await runRecipe(parseRecipe(recipe), log, (event) => {
    if (event.kind === 'runEnded') ledger = event.ledger;
  });
  if (ledger === undefined) throw new Error('the run ended without a ledger');
  return { ledger, model };
}

/** The outcome with its answers to all test images. */
async function askOutcome(
  outcome: Outcome,
  temperature: number,
  log: (line: string) => void,
): Promise<Outcome> {
  await startHeadless();
  const dataset = await openDataset(findDataset(outcome.model.spec)!, log);
  await dataset.waitFor('test', dataset.info.testCount);
  const { test } = dataset.select();
  const network = Network.fromSnapshot(outcome.model);
  try {
    const evaluation = await evaluate(network, test, { split: 'test', withAnswers: true, temperature });
    return { ...outcome, evaluation };
  } finally {
    network.dispose();
  }
}
