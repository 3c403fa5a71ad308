import { describe, expect, it } from 'vitest';
import { parseRecipe } from '../../recipe/parse.ts';
import type { RecipeInput } from '../../recipe/schema.ts';
import { listTeachers } from '../../recipe/teachers.ts';
import type { TeacherInput } from '../../spec/source.ts';
import { EXAMPLE, moveStage, removeStage, type TrainInput } from './edit.ts';
import { listCheckpoints, pickTeacher } from './teachers.ts';

const [train, prune, retrain] = EXAMPLE.stages as [TrainInput, (typeof EXAMPLE.stages)[number], TrainInput];
const OWN = { kind: 'checkpoint', name: 'lenet-300-100' } as const;

const learningFrom = (teacher: TeacherInput): RecipeInput => ({
  ...EXAMPLE,
  stages: [train, prune, { ...retrain, distil: { teacher } }],
});
const teachersOf = (recipe: RecipeInput) =>
  listTeachers(parseRecipe(recipe).stages).map(({ source }) => source);

describe('teachers in a form', () => {
  it('are the checkpoints that read the images, the own one first', () => {
    expect(listCheckpoints({ model: { name: 'lenet-5' }, dataset: { name: 'mnist' } })).toEqual([
      'lenet-5',
      'lenet-300-100',
      'mnist-1200',
    ]);
    expect(pickTeacher({ model: { name: 'vgg-small' }, dataset: { name: 'cifar10' } })).toEqual({
      kind: 'checkpoint',
      name: 'vgg-small',
    });
  });

  it('keep their stage when stages move', () => {
    const recipe = learningFrom({ kind: 'stage', stage: 0 });
    expect(teachersOf(moveStage(recipe, 0, 1))).toEqual([{ kind: 'stage', stage: 1 }]);
    expect(teachersOf(moveStage(recipe, 1, -1))).toEqual([{ kind: 'stage', stage: 1 }]);
    expect(teachersOf(removeStage(recipe, 1))).toEqual([{ kind: 'stage', stage: 0 }]);
    expect(teachersOf(removeStage(learningFrom({ kind: 'stage', stage: 1 }), 0))).toEqual([
      { kind: 'stage', stage: 0 },
    ]);
  });

  it('are the usual one where their stage is removed, and one where of two one is left', () => {
    expect(teachersOf(removeStage(learningFrom({ kind: 'stage', stage: 0 }), 0))).toEqual([OWN]);
    const models: Extract<TeacherInput, { kind: 'average' }>['models'] = [
      { kind: 'stage', stage: 0 },
      { kind: 'stage', stage: 1 },
    ];
    const both = learningFrom({ kind: 'average', models });
    expect(teachersOf(removeStage(both, 0))).toEqual([{ kind: 'stage', stage: 0 }]);
    expect(teachersOf(removeStage({ ...both, start: { kind: 'checkpoint' } }, 1))).toEqual([
      { kind: 'stage', stage: 0 },
    ]);
  });
});
