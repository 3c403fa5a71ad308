import { describe, expect, it } from 'vitest';
import { parseRecipe } from '../../recipe/parse.ts';
import type { RecipeInput } from '../../recipe/schema.ts';
import { STAGE_KINDS } from '../../techniques/stages.ts';
import {
  addStage,
  COUNTEREXAMPLE,
  chooseAmount,
  chooseOptimizer,
  chooseRounds,
  EXAMPLE,
  findAmount,
  moveStage,
  type PruneInput,
  removeStage,
  replaceStage,
  setBitPrice,
  switchRemoval,
  type TrainInput,
  toFileStem,
} from './edit.ts';

const prune = EXAMPLE.stages[1] as PruneInput;
const withPrune = (stage: PruneInput): RecipeInput => replaceStage(EXAMPLE, 1, stage);

describe('editing a recipe', () => {
  it('starts from recipes that run', () => {
    expect(() => parseRecipe(EXAMPLE)).not.toThrow();
    expect(() => parseRecipe(COUNTEREXAMPLE)).not.toThrow();
  });

  it('makes only stages that run', () => {
    const all = STAGE_KINDS.reduce(addStage, EXAMPLE);
    expect(all.stages.slice(-STAGE_KINDS.length).map(({ kind }) => kind)).toEqual(STAGE_KINDS);
    expect(() => parseRecipe(all)).not.toThrow();
    for (const amount of ['sparsity', 'qualityFactor', 'threshold'] as const) {
      const stage = chooseAmount({ ...prune, scope: 'global' }, amount);
      expect(findAmount(stage)).toBe(amount);
      expect(() => parseRecipe(withPrune(stage))).not.toThrow();
      expect(() => parseRecipe(withPrune(chooseAmount(chooseRounds(prune, EXAMPLE), amount)))).not.toThrow();
    }
    expect(() => parseRecipe(withPrune(chooseRounds(prune, { ...EXAMPLE, stages: [] })))).not.toThrow();
  });

  it('keeps what another optimizer shares', () => {
    const sgd = chooseOptimizer({ kind: 'adam', learningRate: 0.01, weightDecay: 0.1, beta1: 0.8 }, 'sgd');
    expect(sgd).toEqual({ kind: 'sgd', learningRate: 0.01, weightDecay: 0.1, momentum: 0.9 });
  });

  it('keeps options that the form does not show', () => {
    const recipe = withPrune({ ...prune, except: ['fc3'] });
    const moved = moveStage(recipe, 1, 1);
    expect((moved.stages[2] as PruneInput).except).toEqual(['fc3']);
    expect(chooseAmount(moved.stages[2] as PruneInput, 'threshold').except).toEqual(['fc3']);
  });

  it('prices a bit, and leaves a price of nothing out', () => {
    const cluster = { kind: 'cluster' as const, bits: 4 };
    expect(setBitPrice(cluster, 0.02)).toEqual({ ...cluster, bitPrice: 0.02 });
    expect(setBitPrice({ ...cluster, bitPrice: 0.02 }, 0)).toEqual(cluster);
  });

  it('removes dead units or says nothing of them, under the former name, too', () => {
    const removing = switchRemoval(prune, true);
    const { stages } = parseRecipe(withPrune(removing));
    expect(stages[1]).toMatchObject({ removeDeadUnits: true });
    expect(parseRecipe(withPrune({ ...prune, sweep: true })).stages).toEqual(stages);
    expect(switchRemoval({ ...prune, sweep: true }, true)).toEqual(removing);
    expect(switchRemoval(removing, false)).toEqual(prune);
  });

  it('names a file after what was done, pruning while training included', () => {
    expect(toFileStem(EXAMPLE)).toBe('lenet-300-100-pruned');
    const [train] = COUNTEREXAMPLE.stages as [TrainInput];
    expect(toFileStem(COUNTEREXAMPLE)).toBe('lenet-300-100');
    expect(toFileStem({ ...COUNTEREXAMPLE, stages: [{ ...train, sparsify: { sparsity: 0.9 } }] })).toBe(
      'lenet-300-100-pruned',
    );
  });

  it('leaves a stage at the end where it is', () => {
    expect(moveStage(EXAMPLE, 0, -1)).toBe(EXAMPLE);
    expect(moveStage(EXAMPLE, 2, 1)).toBe(EXAMPLE);
    expect(removeStage(EXAMPLE, 1).stages.map((each) => each.kind)).toEqual(['train', 'train']);
  });
});
