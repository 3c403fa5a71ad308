import { beforeAll, describe, expect, it } from 'vitest';
import { parseRecipe } from '../../recipe/parse.ts';
import type { ModelSpec } from '../../spec/model.ts';
import type { StageOf } from '../../techniques/stages.ts';
import { findEvent, startTinyRun, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { initializeModel } from '../models/initialize.ts';

beforeAll(startBackends);

const toSpec = (name: string, width: number): ModelSpec => ({
  name,
  inputShape: [28, 28, 1],
  classes: 10,
  layers: [
    { kind: 'averagePool', size: 7, stride: 7 },
    { kind: 'conv2d', name: 'wide', filters: width, kernelSize: 3, padding: 'same' },
    { kind: 'flatten' },
    { kind: 'dense', name: 'fc', units: 10 },
  ],
});
const first = tinyTrain({ epochs: 1, batchSize: 70 });
const other = { model: { spec: toSpec('student', 3) as never } };

describe('a hint in a recipe', () => {
  const parse = (teacherLayer: string, studentLayer: string, more = {}) =>
    parseRecipe({
      version: 1,
      seed: 1,
      dataset: { name: 'mnist' },
      model: { name: 'lenet-5' },
      start: { kind: 'checkpoint' },
      stages: [
        {
          kind: 'train',
          epochs: 1,
          batchSize: 10,
          optimizer: { kind: 'adam', learningRate: 0.001 },
          hint: { teacherLayer, studentLayer, ...more },
        },
      ],
    });

  it('names layers that there are, whose outputs can be held against each other', () => {
    expect(() => parse('conv1', 'conv1')).not.toThrow();
    expect(() => parse('fc1', 'fc2')).not.toThrow();
    expect(() => parse('conv1', 'conv9')).toThrow('stages[0].hint.studentLayer names the layer conv9');
    expect(() => parse('fc3', 'fc2')).toThrow('stages[0].hint.teacherLayer names the layer fc3');
    expect(() => parse('conv2', 'conv1')).toThrow(
      'stages[0].hint.studentLayer gives [24,24,20], which cannot be held against the [8,8,50] of conv2.',
    );
    const teacher = { kind: 'checkpoint', name: 'lenet-300-100' };
    expect(() => parse('fc1', 'fc1', { teacher })).not.toThrow();
    expect(() => parse('fc1', 'conv1', { teacher })).toThrow('held against the [300] of fc1');
  });

  it('must be there where labels count nothing', () => {
    const [stage] = parse('conv1', 'conv1').stages;
    const { hint: _, ...alone } = { ...(stage as StageOf<'train'>), labels: 0 };
    expect(() => tinyRecipe([alone])).toThrow('stages[0].labels must be above 0 where nothing else teaches');
    const teacher = { kind: 'stage', stage: 0 } as const;
    expect(() => tinyRecipe([first, { ...alone, distil: { teacher, share: 0.5 } }])).not.toThrow();
  });

  it('says which stored teacher is not here before anything trains', async () => {
    const hint = { teacher: { kind: 'run', id: 'gone' }, teacherLayer: 'fc', studentLayer: 'fc' } as const;
    const { events, done } = startTinyRun(tinyRecipe([first, tinyTrain({ hint })], other));
    await done;
    expect(findEvent(events, 'runFailed').code).toBe('storedMissing');
    expect(events.some(({ kind }) => kind === 'epochEnded')).toBe(false);

    const models = { gone: initializeModel(toSpec('teacher', 2), 1) };
    const conv = { ...hint, teacherLayer: 'wide' };
    const unfit = startTinyRun(tinyRecipe([first, tinyTrain({ hint: conv })], other), { models });
    await unfit.done;
    expect(findEvent(unfit.events, 'runFailed').message).toBe(
      'stages[1].hint.studentLayer gives [10], which cannot be held against the [4,4,2] of wide.',
    );
    expect(unfit.events.some(({ kind }) => kind === 'epochEnded')).toBe(false);
  });
});
