/**
 * The lab without a page: `npm run -s lab -- run recipe.json [--json] [--out model-file] [--model id=model-file]` and
 * `npm run -s lab -- eval model-file --dataset mnist [--json]` and
 * `npm run -s lab -- reproduce deep-compression --model lenet-5 [--recipe strong] [--out model-file] [--json]`. What it prints is the result; what it says on the way goes to
 * the error stream. Bad input ends with exit code 1 and one sentence.
 */
import { parseArgs } from 'node:util';
import { evaluateFile } from './headless/eval.ts';
import { toLedgerLine } from './headless/report.ts';
import { runRecipeFile } from './headless/run.ts';
import { reproduce } from './reproduce/command.ts';

const USAGE = [
  'usage: npm run -s lab -- run recipe.json [--json] [--out model-file] [--model id=model-file] [--workers n]',
  '       npm run -s lab -- eval model-file --dataset mnist|cifar10 [--json]',
  '       npm run -s lab -- reproduce deep-compression --model lenet-300-100|lenet-5|resnet-20',
  '                         [--recipe quick|must|strong|record] [--out model-file] [--json] [--save] [--validate] [--workers n]',
].join('\n');

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const log = (line: string) => process.stderr.write(`${line}\n`);

// Whoever reads the result may stop early: `npm run -s lab -- run recipe.json | head -1`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const MOST_WORKERS = 64;

function toWorkers(text: string): number {
  const workers = Number(text);
  if (Number.isInteger(workers) && workers >= 1 && workers <= MOST_WORKERS) return workers;
  throw new Error(`--workers must be a whole number from 1 to ${MOST_WORKERS}, got ${text}.`);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      out: { type: 'string' },
      dataset: { type: 'string' },
      workers: { type: 'string' },
      model: { type: 'string', multiple: true },
      recipe: { type: 'string', default: 'must' },
      save: { type: 'boolean', default: false },
      validate: { type: 'boolean', default: false },
    },
  });
  const [command, file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw new Error(USAGE);
  const workers = values.workers === undefined ? undefined : toWorkers(values.workers);
  switch (command) {
    case 'run':
      return runRecipeFile(file, {
        json: values.json,
        out: values.out,
        workers,
        models: values.model,
        print,
        log,
      });
    case 'eval': {
      if (values.dataset === undefined) throw new Error('eval needs --dataset mnist or --dataset cifar10.');
      const ledger = await evaluateFile(file, values.dataset, log);
      return print(values.json ? JSON.stringify({ kind: 'evaluated', ledger }) : toLedgerLine(ledger));
    }
    case 'reproduce': {
      const { recipe, out, json, save, validate } = values;
      const model = values.model?.at(-1);
      return reproduce(file, { model, recipe, out, json, save, validate, workers, print, log });
    }
    default:
      throw new Error(USAGE);
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    log(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
