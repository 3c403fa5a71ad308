import { describe, expect, it } from 'vitest';
import type { Preparation } from '../spec/preparation.ts';
import { judgePreparation } from './preparation.ts';

const writing: Preparation = {
  version: 1,
  dataset: 'cifar10',
  state: 'writing',
  done: 15_000,
  total: 60_000,
  fetchBytes: 139_000_000,
  startedAt: 1_000,
  updatedAt: 100_000,
};

describe('the preparation of a data set', () => {
  it('is known by its share of examples while they are written', () => {
    expect(judgePreparation(writing, 101_000)).toEqual({ kind: 'going', fraction: 0.25 });
    expect(judgePreparation({ ...writing, state: 'fetching', done: 0 }, 101_000)).toEqual({
      kind: 'going',
      fraction: null,
    });
  });

  it('has ended when its file grows old', () => {
    expect(judgePreparation(writing, 130_000)).toEqual({ kind: 'ended' });
  });

  it('says when it is done or why it failed', () => {
    expect(judgePreparation({ ...writing, state: 'ready' }, 999_999)).toEqual({ kind: 'ready' });
    expect(judgePreparation({ ...writing, state: 'failed', message: 'No network.' }, 101_000)).toEqual({
      kind: 'failed',
      message: 'No network.',
    });
  });

  it('makes nothing of foreign content', () => {
    for (const content of [null, 3, 'x', {}, []]) {
      expect(judgePreparation(content, 0)).toEqual({ kind: 'unknown' });
    }
  });
});
