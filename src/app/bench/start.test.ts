import { describe, expect, it } from 'vitest';
import { parseRecipe } from '../../recipe/parse.ts';
import { listTeachers } from '../../recipe/teachers.ts';
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
  it('keeps the teacher that the start implied, by its name', () => {
    expect(() => parseRecipe({ ...distilling, start: { kind: 'random' } })).toThrow('has no teacher');
    const random = chooseStart(distilling, { kind: 'random' });
    const teachers = listTeachers(parseRecipe(random).stages);
    expect(teachers.map(({ source, isUnsaid }) => [source, isUnsaid])).toEqual([
      [{ kind: 'checkpoint' }, false],
      [{ kind: 'checkpoint' }, false],
    ]);
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

    const teacher = { kind: 'checkpoint' as const, name: 'vgg-small' as const };
    const named = { ...distilling, stages: [{ ...train, distil: { teacher } }] };
    const kept = parseRecipe(startFromStored(named, run, foreign));
    expect(kept.stages[0]).toMatchObject({ distil: { teacher } });
  });
});
