/**
 * `lab reproduce deep-compression --model lenet-5 [--recipe must] [--out file] [--json] [--save] [--validate]
 * [--workers n]`: from the checkpoint, or from random weights, to a file by one of the recipes kept in
 * `recipes/`, and the paper's tables beside what came of it. `few-bits` and `training` in its place have no
 * tables.
 */
import { rename, writeFile } from 'node:fs/promises';
import type { RunEvent } from '../../src/protocol/events.ts';
import { NET_NAMES, type NetName } from '../../src/spec/zoo.ts';
import { toTextLine } from '../headless/report.ts';
import { compress } from './compress.ts';
import { readNamedRecipe, readResults, saveResult } from './named.ts';
import { PAPER } from './paper.ts';
import { toReport } from './report.ts';
import { validate } from './validate.ts';

export interface ReproduceOptions {
  readonly model: string | undefined;
  /** What comes after the model in the recipe's name: quick, must, w8a8-ptq, ... */
  readonly recipe: string;
  readonly out: string | undefined;
  readonly json: boolean;
  /** Writes the result into recipes/results.json. */
  readonly save: boolean;
  /** Tests on held training images instead; see `validate.ts`. */
  readonly validate: boolean;
  readonly workers?: number | undefined;
  /** The folder where the run is kept, to go on where it was stopped. */
  readonly keptIn?: string | undefined;
  readonly print: (line: string) => void;
  readonly log: (line: string) => void;
}

/** Published tables, by what is reproduced. */
const TABLES: Readonly<Record<string, typeof PAPER>> = {
  'deep-compression': PAPER,
  'few-bits': {},
  training: {},
};

/** @throws with one sentence when an option is wrong or the run fails */
export async function reproduce(what: string, options: ReproduceOptions): Promise<void> {
  const { json, out, save, workers, keptIn, print, log } = options;
  const means = { workers, keptIn };
  const tables = TABLES[what];
  if (tables === undefined)
    throw new Error(`What can be reproduced is ${Object.keys(TABLES).join(' or ')}, not ${what}.`);
  const model = toModel(options.model);
  const name = `${model}-${options.recipe}`;
  const recipe = await readNamedRecipe(name);
  const onEvent = (event: RunEvent) => {
    const line = toTextLine(event);
    if (line !== undefined) log(line);
  };

  if (options.validate) {
    // Stages end with a test error, which has no place here.
    const onEpoch = (event: RunEvent) => event.kind === 'epochEnded' && onEvent(event);
    const validation = await validate(recipe, log, onEpoch, means);
    if (save) await saveResult(name, { validation });
    const { error, wrong, tested, fileBytes } = validation;
    return print(
      json
        ? JSON.stringify({ kind: 'validated', recipe: name, validation })
        : `${name}: ${fileBytes.toLocaleString('en-US')} B, validation error ${(100 * error).toFixed(2)} % (${wrong} of ${tested})`,
    );
  }
  const { result, bytes } = await compress(recipe, log, onEvent, means);
  if (out !== undefined) {
    await writeFile(`${out}.part`, bytes);
    await rename(`${out}.part`, out);
  }
  const { elapsedMs, ...lasting } = result;
  if (save) await saveResult(name, { result: lasting });
  const { validation } = (await readResults())[name] ?? {};
  const paper = tables[model];
  if (json) return print(JSON.stringify({ kind: 'reproduced', recipe: name, ...result, paper, validation }));
  for (const line of toReport(result, paper)) print(line);
}

function toModel(given: string | undefined): NetName {
  const model = NET_NAMES.find((each) => each === given);
  if (model === undefined)
    throw new Error(`reproduce needs --model ${NET_NAMES.join('|')}, got ${given ?? 'nothing'}.`);
  return model;
}
