/**
 * The recipes that the lab keeps by name, and what came of them: `recipes/<name>.json` and
 * `recipes/results.json`.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseRecipeText } from '../../src/recipe/parse.ts';
import type { Recipe } from '../../src/recipe/schema.ts';
import { ROOT } from '../house/paths.mjs';
import type { Compressed } from './compress.ts';
import type { Validation } from './validate.ts';

const RECIPES_FOLDER = path.join(ROOT, 'recipes');
const RESULTS_FILE = path.join(RECIPES_FOLDER, 'results.json');

/** What came of a recipe, without what depends on the machine; each part as it was last computed. */
export interface NamedResult {
  readonly result?: Omit<Compressed, 'elapsedMs'>;
  readonly validation?: Validation;
}
export type NamedResults = Readonly<Record<string, NamedResult>>;

/** @throws with one sentence when there is no such recipe */
export async function readNamedRecipe(name: string): Promise<Recipe> {
  const file = path.join(RECIPES_FOLDER, `${name}.json`);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`There is no recipe ${name} (${path.relative(ROOT, file)}).`);
  });
  return parseRecipeText(text);
}

export async function readResults(): Promise<NamedResults> {
  const text = await readFile(RESULTS_FILE, 'utf8').catch(() => '{}');
  return JSON.parse(text) as NamedResults;
}

/** A recipe's line in the table of `recipes/README.md`, which a test holds to `results.json`. */
export function toResultRow(name: string, { result, validation }: NamedResult): string {
  if (result === undefined) return `| \`${name}\` | - | - | - | - |`;
  const percent = (fraction: number) => `${(100 * fraction).toFixed(2)} %`;
  const cells = [
    `\`${name}\``,
    `${result.fileBytes.toLocaleString('en-US')} B`,
    `${(result.denseBytes / result.fileBytes).toFixed(1)}x`,
    result.denseError === null
      ? percent(result.error)
      : `${percent(result.denseError)} → ${percent(result.error)}`,
    validation === undefined ? '-' : percent(validation.error),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Puts parts of a recipe's result in the place of older ones. */
export async function saveResult(name: string, parts: NamedResult): Promise<void> {
  const before = await readResults();
  const results = { ...before, [name]: { ...before[name], ...parts } };
  const sorted = Object.fromEntries(Object.entries(results).sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile(`${RESULTS_FILE}.part`, `${JSON.stringify(sorted, null, 2)}\n`);
  await rename(`${RESULTS_FILE}.part`, RESULTS_FILE);
}
