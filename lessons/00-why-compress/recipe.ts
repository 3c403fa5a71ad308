/**
 * Every experiment of the lesson, as recipes. Figures start these, the tool that fills `results.json` runs
 * these, and the tests run these: what the text quotes is what the reader can run.
 */
import type { RecipeInput } from '../../src/recipe/schema.ts';
import type { ModelName } from '../../src/spec/zoo.ts';
import { fromTrained, type StageInput, toTrainStage } from '../parts/recipes.ts';
import type { Settings } from './settings.ts';

/** The trained net as it is. */
export const toDenseRecipe = (model: ModelName): RecipeInput => fromTrained(model, []);

/** Cut and share, as the pad and the counts of wrong images have it. */
export function toChanges({ kept, bits }: Pick<Settings, 'kept' | 'bits'>): readonly StageInput[] {
  const sparsity = Number((1 - kept).toFixed(4));
  return [
    ...(sparsity > 0 ? [{ kind: 'prune', scope: 'global', sparsity } as const] : []),
    { kind: 'cluster', bits },
  ];
}

/** The reader's own form: cut, shared and coded in seconds, without any training. */
export function toOwnRecipe(settings: Pick<Settings, 'model' | 'kept' | 'bits'>): RecipeInput {
  return fromTrained(settings.model, [...toChanges(settings), { kind: 'code', coding: 'huffman' }]);
}

/** Small enough for a minute or two: what is trained on between the stages of the VGG. */
const VGG_EXAMPLES = 5000;
const VGG_RATE = 0.001;
const VGG_STAGES: readonly StageInput[] = [
  { kind: 'prune', scope: 'global', sparsity: 0.7 },
  toTrainStage(1, VGG_RATE),
  { kind: 'cluster', bits: 6 },
  { kind: 'code', coding: 'huffman' },
];

/** The lab keeps no recipe of Deep Compression for the small VGG; this is a quick one. */
export function toVggRecipe(form: 'pruned' | 'shared' | 'deep'): RecipeInput {
  const count = { pruned: 2, shared: 3, deep: 4 }[form];
  return fromTrained('vgg-small', VGG_STAGES.slice(0, count), { examples: VGG_EXAMPLES });
}

/** Eight bits for weights and activations, calibrated and not trained: as the lab's recipes for ResNet-20. */
export function toVggIntegers(): RecipeInput {
  return fromTrained('vgg-small', [
    { kind: 'foldNorm' },
    { kind: 'quantize', bits: 8, per: 'channel', steps: 'leastSquares' },
    { kind: 'quantizeActivations', bits: 8, ranges: 'extent', images: 512 },
    { kind: 'code', coding: 'huffman' },
  ]);
}
