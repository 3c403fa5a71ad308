/** A training stage as a row. Its form has an editor of its own, which ends with these fields. */
import * as v from 'valibot';
import { findUnprunable } from '../criteria/misfit.ts';
import { distilField } from '../distil/options.ts';
import { defineStage, listKeys } from '../stage.ts';
import { trainFields } from './options.ts';

export const train = defineStage({
  schema: v.strictObject({ kind: v.literal('train'), ...trainFields }),
  title: { en: 'Train', zh: '训练' },
  add: { en: 'Add training', zh: '添加训练' },
  usual: { kind: 'train', epochs: 1, batchSize: 100, optimizer: { kind: 'adam', learningRate: 0.001 } },
  fields: [distilField],
  listLayers: ({ sparsify }) => [
    ...listKeys(sparsify?.sparsity, 'sparsify'),
    ...listKeys(sparsify?.from, 'sparsify'),
  ],
  findMisfit: ({ sparsify }, spec) =>
    sparsify && findUnprunable(sparsify.criterion, sparsify.sparsity, spec, ['sparsify', 'sparsity']),
});
