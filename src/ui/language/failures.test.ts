import { describe, expect, it } from 'vitest';
import { DataError } from '../../data/error.ts';
import {
  type Failure,
  type FailureCode,
  type FailureValues,
  toError,
  toFailure,
  withCode,
} from '../../spec/failure.ts';
import { FAILURES_ZH, sayFailure } from './failures.ts';

const reason: Failure = { code: 'workerHung', values: {}, message: 'the engine stopped answering' };

/** Every code with values as it may come; the type makes this list complete. */
const EXAMPLES: FailureValues = {
  unknown: {},
  dataMissing: { file: 'mnist/manifest.json', detail: reason },
  dataDamaged: { file: 'mnist/manifest.json', detail: reason },
  dataUnreachable: { file: 'cifar10/train-03.shard', detail: reason },
  unreachable: { url: './data/x' },
  fetchRefused: { url: './data/x', status: 404 },
  noModel: { slot: 'dense' },
  noFile: { file: 'ab12' },
  noDataset: { model: 'lenet-5', shape: '3×3×1', classes: 10 },
  wrongDataset: { model: 'lenet-5', shape: '28×28×1', classes: 10, dataset: 'cifar10' },
  fileTooLarge: { bytes: 9, limit: 8 },
  fileEmpty: {},
  fileForeign: {},
  fileVersion: { version: 2, known: 1 },
  fileDamaged: { wanted: '00', got: '01' },
  fileBroken: { at: 12, problem: 'is odd' },
  storedMissing: { kind: 'run', id: 'a-1' },
  storedOther: { id: 'a-1', model: 'lenet-5', stored: 'lenet-300-100' },
  recipeBroken: { path: 'stages[0]', problem: 'is odd' },
  notFinite: {},
  notFiniteScaled: { exponent: 22 },
  backendAbsent: { backend: 'webgpu' },
  kernelsMissing: { backend: 'webgpu', kernels: 'Conv2D' },
  selfTestFailed: { backend: 'webgl', error: '1e-1' },
  wasmNotStarted: { reason },
  engineNotStarted: { reason },
  engineStoppedOften: { reason },
  gpuDied: {},
  workerKilled: {},
  workerHung: {},
  workerCrashed: { detail: '' },
  workerClosed: {},
  simulationStopped: {},
  timedOut: { command: 'weigh', seconds: 3 },
};

describe('failures in Chinese', () => {
  it('have a sentence for every code, without a hole', () => {
    expect(Object.keys(FAILURES_ZH).sort()).toEqual(Object.keys(EXAMPLES).sort());
    for (const [code, values] of Object.entries(EXAMPLES)) {
      const failure = { code: code as FailureCode, values, message: 'What the engine said.' };
      expect(sayFailure(failure, 'zh')).not.toMatch(/[{}]/);
      expect(sayFailure(failure, 'en')).toBe('What the engine said.');
    }
  });

  it('say the reason of a failure, too', () => {
    const refused = withCode(new Error('x answered 404'), 'fetchRefused', { url: 'x', status: 404 });
    const failure = toFailure(new DataError('cifar10', 'cifar10/manifest.json', 'missing', refused));
    expect(failure.message).toMatch(/^The data file cifar10\/manifest.json is missing: x answered 404\./);
    expect(sayFailure(failure, 'zh')).toContain('服务器对 x 的回答是 404。');
  });

  it('say what is wrong with a recipe, and what a stage finds wrong with a net', () => {
    const refused = withCode(new Error('no'), 'recipeBroken', {
      path: 'stages[0].epochs',
      problem: 'is missing',
    });
    expect(sayFailure(toFailure(refused), 'zh')).toBe('配方中的 stages[0].epochs 缺少。');
    const nested = new Error(
      'the weights of fc1 cannot be quantized: there are no values to find a range of',
    );
    expect(sayFailure(toFailure(nested), 'zh')).toBe('fc1 的权重无法量化：没有可以取范围的数。');
    expect(sayFailure(toFailure(new Error('what nobody knows')), 'zh')).toContain('原始信息');
  });

  it('come through an error that is made of a failure', () => {
    const failure = toFailure(withCode(new Error('it is empty'), 'fileEmpty', {}));
    expect(toFailure(toError(failure))).toEqual(failure);
    expect(toFailure('a word')).toEqual({ code: 'unknown', values: {}, message: 'a word' });
  });
});
