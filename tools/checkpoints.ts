/**
 * Trains the lab's checkpoints: `npm run checkpoints -- lenet-5` runs the model's recipe from random weights,
 * or goes on with an interrupted run; `npm run checkpoints -- resnet-20 --more` trains the existing
 * checkpoint for another round.
 */
import { parseArgs } from 'node:util';
import { parseRecipe } from '../src/recipe/parse.ts';
import { CHECKPOINT_NAMES } from '../src/spec/zoo.ts';
import { CHECKPOINT_RECIPES } from './checkpoints/recipes.ts';
import { readProvenance, trainCheckpoint } from './checkpoints/train.ts';
import { toLedgerLine } from './headless/report.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { more: { type: 'boolean', default: false } },
  });
  const name = CHECKPOINT_NAMES.find((each) => each === positionals[0]);
  if (name === undefined || positionals.length > 1) {
    throw new Error(`usage: npm run checkpoints -- ${CHECKPOINT_NAMES.join('|')} [--more]`);
  }
  const { first, more } = CHECKPOINT_RECIPES[name];
  if (!values.more) return print(toLedgerLine(await trainCheckpoint(name, parseRecipe(first), print)));
  if (more === undefined) throw new Error(`${name} has no recipe to train on with.`);
  const { rounds } = await readProvenance(name);
  const recipe = parseRecipe({ ...more, seed: more.seed + rounds.length - 1 });
  print(toLedgerLine(await trainCheckpoint(name, recipe, print)));
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
