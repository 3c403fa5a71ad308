/**
 * The nets that the lab knows by name. What is asked of all of them is asked of their rows. Three circles,
 * one within the other: the nets that lessons compress, those with a checkpoint, and all that a recipe may
 * name.
 */
import type { DatasetName } from './datasets.ts';
import type { ModelSpec } from './model.ts';
import { lenet5 } from './models/lenet5.ts';
import { lenet300 } from './models/lenet300.ts';
import { mnist1200, PERCEPTRONS } from './models/perceptrons.ts';
import { RESNETS, resnet20 } from './models/resnet.ts';
import type { ModelRow, NetRow } from './models/row.ts';
import { THIN_CONVOLUTIONS } from './models/thinconvolutions.ts';
import { vggSmall } from './models/vggsmall.ts';

const COMPRESSED = {
  'lenet-300-100': lenet300,
  'lenet-5': lenet5,
  'resnet-20': resnet20,
  'vgg-small': vggSmall,
};

/** Nets that teach. */
const TEACHERS = { 'mnist-1200': mnist1200 };

/** Nets that are trained when they are asked for: from random weights, by labels or by a teacher. */
const STUDENTS = { ...PERCEPTRONS, ...THIN_CONVOLUTIONS, ...RESNETS };

/** A net that lessons compress; it has a checkpoint. */
export type ModelName = keyof typeof COMPRESSED;
export const MODEL_NAMES = Object.keys(COMPRESSED) as readonly ModelName[];
export const MODELS: Readonly<Record<ModelName, ModelRow>> = COMPRESSED;

/** A net whose trained weights lie in `public/models`; its training is a recipe of `tools/checkpoints`. */
export type CheckpointName = ModelName | keyof typeof TEACHERS;
export const CHECKPOINT_NAMES = Object.keys({ ...COMPRESSED, ...TEACHERS }) as readonly CheckpointName[];

/** A net that a recipe may name. */
export type NetName = CheckpointName | keyof typeof STUDENTS;
const NETS: Readonly<Record<NetName, NetRow>> = { ...COMPRESSED, ...TEACHERS, ...STUDENTS };
export const NET_NAMES = Object.keys(NETS) as readonly NetName[];

/** The checkpoint of a recipe's own model; undefined where there is none. */
export function findCheckpoint(model: { readonly name: string } | object): CheckpointName | undefined {
  return 'name' in model ? CHECKPOINT_NAMES.find((name) => name === model.name) : undefined;
}

function pick<Key extends keyof NetRow>(key: Key): Readonly<Record<NetName, NetRow[Key]>> {
  return Object.fromEntries(NET_NAMES.map((name) => [name, NETS[name][key]])) as Record<NetName, NetRow[Key]>;
}

export const MODEL_ZOO: Readonly<Record<NetName, ModelSpec>> = pick('spec');

/** The data set whose images a net reads. */
export const MODEL_DATASET: Readonly<Record<NetName, DatasetName>> = pick('dataset');
