import { describe, expect, it } from 'vitest';
import { parseRecipe } from '../../recipe/parse.ts';
import { COUNTEREXAMPLE, replaceStage, type TrainInput } from './edit.ts';
import { changeGradual, GRADUAL_DEFAULTS, switchGradual } from './gradual.ts';

const train = COUNTEREXAMPLE.stages[0] as TrainInput;
const parse = (stage: TrainInput) => parseRecipe(replaceStage(COUNTEREXAMPLE, 0, stage)).stages[0];

describe('pruning while training, in a form', () => {
  it('is switched on as a recipe that runs, and off without a trace', () => {
    const on = switchGradual(train, true);
    expect(parse(on)).toMatchObject({ sparsify: { sparsity: 0.9 } });
    expect(switchGradual(on, false)).toEqual(train);
  });

  it('keeps what was set when it is switched on twice', () => {
    const set = changeGradual(train, { sparsity: { fc1: 0.95 }, splice: true });
    expect(switchGradual(set, true)).toEqual(set);
  });

  it('shows what the schema fills in', () => {
    expect(parse(switchGradual(train, true))).toMatchObject({ sparsify: GRADUAL_DEFAULTS });
  });

  it('starts no higher than it ends', () => {
    const high = changeGradual(switchGradual(train, true), { from: 0.8 });
    expect(changeGradual(high, { sparsity: 0.6 }).sparsify).toEqual({ sparsity: 0.6, from: 0.6 });
    expect(changeGradual(high, { sparsity: { fc1: 0.5 } }).sparsify).toMatchObject({ from: 0.8 });
  });
});
