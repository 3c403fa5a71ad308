/** The nets that the lab knows by name. What is asked of all of them is asked of their rows. */
import type { DatasetName } from './datasets.ts';
import type { ModelSpec } from './model.ts';
import { lenet5 } from './models/lenet5.ts';
import { lenet300 } from './models/lenet300.ts';
import { resnet20 } from './models/resnet20.ts';
import type { ModelRow } from './models/row.ts';
import { vggSmall } from './models/vggsmall.ts';

const ROWS = {
  'lenet-300-100': lenet300,
  'lenet-5': lenet5,
  'resnet-20': resnet20,
  'vgg-small': vggSmall,
};

export type ModelName = keyof typeof ROWS;
export const MODEL_NAMES = Object.keys(ROWS) as readonly ModelName[];
export const MODELS: Readonly<Record<ModelName, ModelRow>> = ROWS;

function pick<Key extends keyof ModelRow>(key: Key): Readonly<Record<ModelName, ModelRow[Key]>> {
  return Object.fromEntries(MODEL_NAMES.map((name) => [name, ROWS[name][key]])) as Record<
    ModelName,
    ModelRow[Key]
  >;
}

export const MODEL_ZOO: Readonly<Record<ModelName, ModelSpec>> = pick('spec');

/** The data set whose images a net reads. */
export const MODEL_DATASET: Readonly<Record<ModelName, DatasetName>> = pick('dataset');
