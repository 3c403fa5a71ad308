import { describe, expect, it } from 'vitest';
import { parseRecipe } from '../../recipe/parse.ts';
import { MODEL_ZOO } from '../../spec/zoo.ts';
import { chooseRounds, EXAMPLE, type PruneInput, type TrainInput } from './edit.ts';
import { chooseStart, startFromStored } from './start.ts';

const [train, prune] = EXAMPLE.stages as [TrainInput, PruneInput];
const taught = { ...train, distil: { temperature: 4, share: 0.5 } };
const distilling = {
  ...EXAMPLE,
  start: { kind: 'checkpoint' as const },
  stages: [taught, chooseRounds(prune, { ...EXAMPLE, stages: [taught] })],
};

describe('what a recipe starts from', () => {
  it('takes distillation with it where there is no teacher any more', () => {
    expect(() => parseRecipe({ ...distilling, start: { kind: 'random' } })).toThrow('has no teacher');
    expect(JSON.stringify(chooseStart(distilling, { kind: 'random' }))).not.toContain('distil');
    parseRecipe(chooseStart(distilling, { kind: 'random' }));
    expect(chooseStart(distilling, { kind: 'checkpoint' })).toEqual(distilling);
  });

  it('can be a stored model, which brings its net and images', () => {
    const run = { kind: 'run' as const, id: 'a-1' };
    const same = startFromStored(distilling, run, { ...MODEL_ZOO['lenet-300-100'], name: 'other' });
    expect(parseRecipe(same)).toMatchObject({ start: run, model: { name: 'lenet-300-100' } });
    expect(JSON.stringify(same)).toContain('distil');

    const foreign = {
      ...MODEL_ZOO['vgg-small'],
      layers: MODEL_ZOO['vgg-small'].layers.slice(3),
      name: 'mine',
    };
    const other = parseRecipe(startFromStored(distilling, run, foreign));
    expect(other).toMatchObject({ dataset: { name: 'cifar10' }, model: { spec: { name: 'mine' } } });
    expect(JSON.stringify(other)).not.toContain('"distil"');
  });
});
