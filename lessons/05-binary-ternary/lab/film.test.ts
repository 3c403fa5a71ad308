import { describe, expect, it } from 'vitest';
import type { RunSnapshot } from '../../../src/protocol/snapshots.ts';
import type { Recipe } from '../../../src/recipe/schema.ts';
import { MODEL_ZOO } from '../../../src/spec/zoo.ts';
import { countOnes, extendFilm, findRestless, markFlips, NO_FILM, toFrame } from './film.ts';

const recipe = { stages: [{ kind: 'binarize' }, { kind: 'train', epochs: 3 }] } as unknown as Recipe;
const model = (values: readonly number[]) => ({
  spec: MODEL_ZOO['lenet-5'],
  tensors: [
    {
      name: 'fc2/kernel',
      layer: 'fc2',
      role: 'kernel' as const,
      shape: [2, 2],
      values: Float32Array.from(values),
    },
  ],
  transforms: [],
});
const at = (stage: number, epoch: number, step = 0) =>
  ({ recipe, position: { stage, epoch, step }, model: model([epoch, 1, 1, 1]) }) as unknown as RunSnapshot;

describe('the film of a run', () => {
  it('has a frame for the start and for each epoch, and none twice', () => {
    const events = [null, at(1, 0), at(1, 1), at(1, 1, 7), at(1, 2), at(1, 3), at(2, 0), at(2, 0)];
    const film = events.reduce((before, latest) => extendFilm(before, recipe, latest), NO_FILM);
    expect(film.frames.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3]);
  });

  it('begins anew with another run', () => {
    const film = extendFilm(extendFilm(NO_FILM, recipe, at(1, 2)), { ...recipe }, null);
    expect(film.frames).toEqual([]);
  });

  it('tells which weights have changed, and which change most', () => {
    const frames = [
      [1, -1, 1, -1],
      [1, 1, -1, -1],
      [1, -1, -1, -1],
    ].map((values) => toFrame(model(values), 0).layers[0]!.signs);
    expect([...markFlips(frames[0]!, frames[1]!)]).toEqual([0, 1, 1, 0]);
    expect(countOnes(markFlips(frames[1]!, frames[2]!))).toBe(1);
    expect(findRestless(frames, 8)).toEqual([1, 2]);
  });
});
