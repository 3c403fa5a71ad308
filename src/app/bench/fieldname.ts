/**
 * What a recipe's field is called in the bench's form, by its path: "2. Prune: Sparsity" for
 * `stages[1].sparsity`.
 */
import type { useTranslation } from 'react-i18next';
import type { RecipeInput } from '../../recipe/schema.ts';
import type { Field } from '../../techniques/field.ts';
import { rowOf } from '../../techniques/stages.ts';
import type { Locale } from '../../ui/language/bilingual.ts';
import { sayStage } from './stagenames.ts';

type Say = ReturnType<typeof useTranslation<'bench'>>['t'];

/** By field, whatever stage it stands in: those whose forms are made by hand. */
const FIELDS = {
  seed: 'recipe.seed',
  trainExamples: 'recipe.trainExamples',
  validationExamples: 'recipe.validationExamples',
  leaveOut: 'recipe.leaveOut',
  model: 'recipe.model',
  start: 'recipe.start',
  stages: 'recipe.stages',
  epochs: 'train.epochs',
  batchSize: 'train.batchSize',
  optimizer: 'train.optimizer',
  learningRate: 'train.learningRate',
  momentum: 'train.momentum',
  weightDecay: 'train.weightDecay',
  regularizer: 'train.regularizer',
  strength: 'train.strength',
  dropout: 'train.dropout',
  dropConnect: 'train.dropConnect',
  augment: 'train.augment',
  criterion: 'prune.criterion',
  scope: 'prune.scope',
  sparsity: 'prune.sparsity',
  qualityFactor: 'prune.qualityFactor',
  threshold: 'prune.threshold',
  rounds: 'prune.rounds',
  removeDeadUnits: 'prune.removeDeadUnits',
  sparsify: 'gradual.on',
  from: 'gradual.from',
  until: 'gradual.until',
  every: 'gradual.every',
  splice: 'gradual.splice',
  bits: 'cluster.bits',
  init: 'cluster.init',
  bitPrice: 'cluster.price',
} as const;

const isField = (part: string): part is keyof typeof FIELDS => Object.hasOwn(FIELDS, part);

/** Null where the form does not show the field. */
export function nameField(
  path: string,
  { stages }: Pick<RecipeInput, 'stages'>,
  t: Say,
  locale: Locale,
): string | null {
  const [, number, rest] = /^stages\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
  if (number === undefined) return nameParts(path, [], t, locale);
  const stage = stages[Number(number)];
  if (stage === undefined) return null;
  const place = `${Number(number) + 1}. ${sayStage(stage, locale)}`;
  if (rest === undefined || rest === '') return place;
  const schedule = t(stage.kind === 'train' ? 'train.schedule' : 'prune.schedule');
  const name = rest === 'schedule' ? schedule : nameParts(rest, rowOf(stage).fields, t, locale);
  return name === null ? null : t('recipe.fieldOf', { place, name });
}

/** The innermost field that has a name; what lies below it (a layer) is added as it is. */
function nameParts(path: string, fields: readonly Field[], t: Say, locale: Locale): string | null {
  const parts = path.split(/[.[\]]+/).filter((part) => part !== '' && part !== 'kind');
  const nameOf = (part: string) =>
    findField(fields, part)?.label[locale] ?? (isField(part) ? t(FIELDS[part]) : undefined);
  const part = parts.findLast((each) => nameOf(each) !== undefined);
  if (part === undefined) return null;
  const below = parts.slice(parts.lastIndexOf(part) + 1);
  const name = String(nameOf(part));
  return below.length === 0 ? name : `${name} (${below.join(' ')})`;
}

function findField(fields: readonly Field[], key: string): Field | undefined {
  for (const field of fields) {
    const found = field.key === key ? field : field.kind === 'group' && findField(field.fields, key);
    if (found) return found;
  }
  return undefined;
}
