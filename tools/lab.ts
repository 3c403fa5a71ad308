/**
 * The lab without a page: `npm run -s lab -- run recipe.json`, and likewise `repeat`, `eval` and `reproduce`;
 * `npm run -s lab -- --help` says what each takes. What it prints is the result; what it says on the way goes
 * to the error stream. Bad input ends with exit code 1 and one sentence.
 */
import { WORKLOAD_NAMES } from '../src/math/eie/workloads.ts';
import { NET_NAMES } from '../src/spec/zoo.ts';
import { type CommandInfo, parseOrder, type Values } from './headless/commandline.ts';
import { toEnergyLines, weighEnergy } from './headless/energy.ts';
import { evaluateFile } from './headless/eval.ts';
import { KEPT_RUNS } from './headless/keeper.ts';
import { repeatRecipeFile } from './headless/repeat.ts';
import { toIntegerLine, toLedgerLine } from './headless/report.ts';
import { runRecipeFile } from './headless/run.ts';
import { reproduce } from './reproduce/command.ts';
import { simulate } from './simulate/command.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const log = (line: string) => process.stderr.write(`${line}\n`);

// Whoever reads the result may stop early: `npm run -s lab -- run recipe.json | head -1`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const MOST_WORKERS = 64;

const json = { type: 'boolean', help: 'prints JSON instead of lines for a reader' } as const;
const out = { type: 'string', value: 'FILE', help: 'where the model file goes' } as const;
const model = {
  type: 'string',
  value: 'ID=MODEL.fwm',
  isMultiple: true,
  help: 'the file of a model that the recipe starts from; may be given several times',
} as const;
const workers = {
  type: 'string',
  value: 'N',
  help: 'threads in all; as many as there are cores unless given. The result is the same with any number',
} as const;

const resume = {
  type: 'boolean',
  help: 'keeps the run in .cache/runs after each epoch, and goes on where the same recipe was stopped',
} as const;

interface Command extends CommandInfo {
  readonly carryOut: (argument: string, values: Values) => Promise<void>;
}

const COMMANDS = {
  run: {
    summary: 'carries out a recipe and weighs the model after each stage',
    argument: { name: 'RECIPE.json', help: 'a recipe, as the bench and the lessons save it' },
    options: {
      model,
      out,
      json,
      workers,
      resume,
    },
    example: 'run recipes/lenet-300-100-quick.json --out small.fwm',
    carryOut: (file, values) =>
      runRecipeFile(file, {
        json: values.json === true,
        out: toText(values.out),
        workers: toWorkers(values.workers),
        keptIn: values.resume === true ? KEPT_RUNS : undefined,
        models: Array.isArray(values.model) ? values.model : undefined,
        print,
        log,
      }),
  },
  repeat: {
    summary: 'carries out a recipe with several seeds, and sets it beside another seed by seed',
    argument: { name: 'RECIPE.json', help: 'a recipe; its own seed is the first' },
    options: {
      seeds: { type: 'string', value: 'N', help: 'how many seeds; 5 unless given' },
      against: { type: 'string', value: 'OTHER.json', help: 'another recipe, run with the same seeds' },
      model,
      json,
      workers,
    },
    example: 'repeat recipes/lenet-300-100-quick.json --seeds 3',
    carryOut: (file, values) =>
      repeatRecipeFile(file, {
        seeds: toSeeds(values.seeds),
        against: toText(values.against),
        json: values.json === true,
        workers: toWorkers(values.workers),
        models: Array.isArray(values.model) ? values.model : undefined,
        print,
        log,
      }),
  },
  eval: {
    summary: 'weighs a model file and counts the test images that it gets wrong',
    argument: { name: 'MODEL.fwm', help: 'a model file' },
    options: {
      dataset: { type: 'string', value: 'NAME', help: 'mnist or cifar10; has no default' },
      integer: {
        type: 'boolean',
        help: 'runs it in whole numbers alone, too, and counts the answers that differ',
      },
      json,
    },
    example: 'eval lenet-5-w8a8-ptq.fwm --dataset mnist --integer',
    async carryOut(file, values) {
      const dataset = toText(values.dataset);
      if (dataset === undefined) throw new Error('eval needs --dataset mnist or --dataset cifar10.');
      const evaluated = await evaluateFile(file, { dataset, integer: values.integer === true }, log);
      if (values.json) return print(JSON.stringify({ kind: 'evaluated', ...evaluated }));
      print(toLedgerLine(evaluated.ledger));
      if (evaluated.integers) print(toIntegerLine(evaluated.integers, evaluated.ledger.tested));
    },
  },
  energy: {
    summary: 'estimates what one answer of a model costs in energy, layer by layer',
    argument: { name: 'MODEL.fwm', help: 'a model file' },
    options: { json },
    example: 'energy public/models/lenet-5/model.fwm',
    async carryOut(file, values) {
      const report = await weighEnergy(file);
      if (values.json) return print(JSON.stringify({ kind: 'energy', ...report }));
      for (const line of toEnergyLines(report)) print(line);
    },
  },
  simulate: {
    summary: 'lets a machine made for neural nets work on a layer, cycle by cycle',
    argument: {
      name: 'MACHINE',
      help: 'eie: the efficient inference engine of arXiv 1602.01528; tpu: the systolic array of arXiv 1704.04760',
    },
    options: {
      workload: {
        type: 'string',
        value: 'LAYER',
        help: `MODEL.fwm:LAYER, fed with the first test images; for eie also one of ${WORKLOAD_NAMES.join(', ')}, drawn at random`,
      },
      pes: { type: 'string', value: 'N', help: 'eie: processing elements, 1 to 256; 64 unless given' },
      queue: {
        type: 'string',
        value: 'N',
        help: 'eie: activations that a queue holds, 1 to 256; 8 unless given',
      },
      size: {
        type: 'string',
        value: 'N',
        help: 'tpu: rows and columns of the array, 1 to 256; 256 unless given',
      },
      batch: { type: 'string', value: 'N', help: 'tpu: images at once, 1 to 4096; 64 unless given' },
      json,
    },
    example: 'simulate eie --workload alex-6 --pes 64 --queue 8',
    carryOut: (machine, values) =>
      simulate(machine, {
        workload: toText(values.workload),
        pes: toText(values.pes),
        queue: toText(values.queue),
        size: toText(values.size),
        batch: toText(values.batch),
        json: values.json === true,
        print,
        log,
      }),
  },
  reproduce: {
    summary: 'compresses a checkpoint by a named recipe and sets the result beside the published tables',
    argument: {
      name: 'WHAT',
      help: 'deep-compression, or few-bits: the latter has no published tables beside it',
    },
    options: {
      model: { type: 'string', value: 'NAME', help: `one of ${NET_NAMES.join(', ')}; has no default` },
      recipe: {
        type: 'string',
        value: 'NAME',
        help: 'what follows the model in a name of recipes/, such as quick or w8a8-ptq; must unless given',
      },
      out,
      json,
      save: { type: 'boolean', help: 'writes the result into recipes/results.json' },
      validate: { type: 'boolean', help: 'tests on held training images instead of the test images' },
      workers,
      resume,
    },
    example: 'reproduce deep-compression --model lenet-300-100 --recipe quick',
    carryOut: (what, values) =>
      reproduce(what, {
        model: toText(values.model),
        recipe: toText(values.recipe) ?? 'must',
        out: toText(values.out),
        json: values.json === true,
        save: values.save === true,
        validate: values.validate === true,
        workers: toWorkers(values.workers),
        keptIn: values.resume === true ? KEPT_RUNS : undefined,
        print,
        log,
      }),
  },
} as const satisfies Record<string, Command>;

function toText(value: Values[string]): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function toWorkers(value: Values[string]): number | undefined {
  if (value === undefined) return undefined;
  const workers = Number(value);
  if (Number.isInteger(workers) && workers >= 1 && workers <= MOST_WORKERS) return workers;
  throw new Error(`--workers must be a whole number from 1 to ${MOST_WORKERS}, got ${value}.`);
}

const MOST_SEEDS = 100;

function toSeeds(value: Values[string]): number {
  if (value === undefined) return 5;
  const seeds = Number(value);
  if (Number.isInteger(seeds) && seeds >= 1 && seeds <= MOST_SEEDS) return seeds;
  throw new Error(`--seeds must be a whole number from 1 to ${MOST_SEEDS}, got ${value}.`);
}

async function main(): Promise<void> {
  const order = parseOrder(COMMANDS, process.argv.slice(2));
  if (order.kind === 'help') return print(order.text);
  await COMMANDS[order.command].carryOut(order.argument, order.values);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    log(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
