/** The bench's command line: its words, their defaults, and one sentence for what is wrong with them. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { MODEL_NAMES, type ModelName } from '../../src/spec/zoo.ts';

export const USAGE = [
  'usage: npm run -s bench -- train|infer|winograd|roofs [--json] [--quick] [--whole] [--net name]... [--engine name]... [--batch n] [--rounds n] [--cap seconds]',
  '  --quick   a few steps of each, to see that all runs; its figures are worth little',
  '  --whole   whole nets alone, without their single layers',
  '  --engine  only engines whose name begins so: ours, tfjs, tfjs-webgl, onnxruntime ...',
  '  --cap     the longest that one step may take; an engine that needs longer gets a row without figures',
].join('\n');

const MODES = ['train', 'infer', 'winograd', 'roofs'] as const;

export interface BenchOptions {
  readonly mode: (typeof MODES)[number];
  readonly json: boolean;
  readonly nets: readonly ModelName[];
  /** Prefixes of the engines to measure; all where empty. */
  readonly engines: readonly string[];
  readonly batch: number;
  /** Whether single layers are measured, too. */
  readonly withLayers: boolean;
  /** With how many workers our engine trains: one, two, and as many as there are cores. */
  readonly workers: readonly number[];
  readonly rounds: number;
  /** How long each engine runs in a round. */
  readonly sliceMs: number;
  /** How long each turn of the warm-up is. */
  readonly warmUpMs: number;
  /** The longest that a step may take; an engine's rounds take half of it at most, but for a last one. */
  readonly capMs: number;
}

const FULL = { rounds: 7, sliceMs: 300, warmUpMs: 400, capMs: 120_000 };
const QUICK = { rounds: 2, sliceMs: 40, warmUpMs: 40, capMs: 4_000 };
/** Layers are many and small. */
const LAYER_SHARE = 5;

/** @throws Error with the usage where the words make no sense */
export function parseOptions(args: readonly string[], cores = availableParallelism()): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      whole: { type: 'boolean', default: false },
      net: { type: 'string', multiple: true, default: [] },
      engine: { type: 'string', multiple: true, default: [] },
      batch: { type: 'string', default: '64' },
      rounds: { type: 'string' },
      cap: { type: 'string' },
    },
  });
  const mode = MODES.find((each) => each === positionals[0]);
  if (mode === undefined || positionals.length > 1) throw new Error(USAGE);
  const pace = values.quick ? QUICK : FULL;
  const unknown = values.net.find((name) => !MODEL_NAMES.some((each) => each === name));
  if (unknown !== undefined)
    throw new Error(`--net must be one of ${MODEL_NAMES.join(', ')}, got ${unknown}`);
  const nets = MODEL_NAMES.filter((name) => values.net.length === 0 || values.net.includes(name));
  return {
    ...pace,
    mode,
    json: values.json,
    nets,
    engines: values.engine,
    batch: toCount('--batch', values.batch),
    withLayers: !values.whole,
    workers: [...new Set([1, 2, cores])].sort((a, b) => a - b),
    rounds: values.rounds === undefined ? pace.rounds : toCount('--rounds', values.rounds),
    capMs: values.cap === undefined ? pace.capMs : 1000 * toCount('--cap', values.cap),
  };
}

function toCount(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`${name} must be a positive whole number, got ${text}`);
  return value;
}

/** The pace for single layers. */
export function toLayerPace(options: BenchOptions): BenchOptions {
  const { sliceMs, warmUpMs } = options;
  return { ...options, sliceMs: sliceMs / LAYER_SHARE, warmUpMs: warmUpMs / LAYER_SHARE };
}
