/** A training stage as a row. Its form has an editor of its own, which ends with these fields. */
import * as v from 'valibot';
import { findUnprunable } from '../criteria/misfit.ts';
import { lossScaleField } from '../lossscale/options.ts';
import { findTermMisfit, LOSS_TERMS, listTermLayers, listTermTeachers } from '../lossterms.ts';
import { defineStage, listKeys } from '../stage.ts';
import { trainFields } from './options.ts';

export const train = defineStage({
  schema: v.strictObject({ kind: v.literal('train'), ...trainFields }),
  title: { en: 'Train', zh: '训练' },
  add: { en: 'Add training', zh: '添加训练' },
  usual: { kind: 'train', epochs: 1, batchSize: 100, optimizer: { kind: 'adam', learningRate: 0.001 } },
  fields: [
    {
      kind: 'number',
      key: 'labels',
      label: { en: 'Labels’ share of the loss', zh: '标签在损失中所占的份额' },
      control: 'slider',
      min: 0,
      max: 1,
      step: 0.05,
      unit: '%',
      usual: 0,
      switched: { en: 'Labels count less', zh: '降低标签的份额' },
    },
    ...Object.values(LOSS_TERMS).map(({ field }) => field),
    lossScaleField,
  ],
  listLayers: ({ sparsify, ...options }) => [
    ...listKeys(sparsify?.sparsity, 'sparsify'),
    ...listKeys(sparsify?.from, 'sparsify'),
    ...listTermLayers(options),
  ],
  listTeachers: listTermTeachers,
  findMisfit: ({ sparsify, ...options }, spec) =>
    (sparsify && findUnprunable(sparsify.criterion, sparsify.sparsity, spec, ['sparsify', 'sparsity'])) ??
    findTermMisfit(options, spec),
});
