import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { initializeModel } from '../core/models/initialize.ts';
import type { Commands } from '../protocol/commands.ts';
import { type Stage, type StageInput, stageSchema } from '../techniques/stages.ts';
import { createTinyData } from '../testing/datafiles.ts';
import { TINY_SPEC } from '../testing/tinyrun.ts';
import { Session } from './session.ts';

const session = new Session(
  () => undefined,
  () => {
    throw new Error('one worker needs no helpers');
  },
);

type Evaluate = Commands['evaluate'];

const evaluate = (options: Partial<Evaluate['arguments']>) =>
  session.answer({
    ...{
      requestId: 1,
      kind: 'evaluate',
      slot: 'net',
      dataset: 'mnist',
      split: 'test',
      examples: 30,
      stages: [],
    },
    ...options,
  }) as Promise<Evaluate['answer']>;

const toStages = (...stages: StageInput[]): Stage[] => stages.map((stage) => v.parse(stageSchema, stage));

const EIGHT_BITS = toStages(
  { kind: 'foldNorm' },
  { kind: 'quantize', bits: 8, per: 'channel', steps: 'extent', except: ['depthwise'] },
  { kind: 'quantizeActivations', bits: 8, ranges: 'extent', images: 64 },
);

beforeAll(async () => {
  const { files } = createTinyData('mnist', { train: [64], test: [40] });
  vi.stubGlobal('self', globalThis);
  vi.stubGlobal('fetch', async (url: string) => {
    const bytes = files.get(url.replace('http://lab/data/', ''));
    return bytes === undefined
      ? new Response(null, { status: 404 })
      : new Response(new Uint8Array(bytes), { status: 200 });
  });
  const wasm = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  await session.answer({
    ...{ requestId: 0, kind: 'initialize', backend: 'wasm', workers: 1, wasmPath: `${dirname(wasm)}/` },
    ...{ dataPath: 'http://lab/data/', modelsPath: 'http://lab/models/' },
  });
  // A net of convolutions and dense layers alone, but for the batch norm that is folded in.
  const layers = TINY_SPEC.layers.filter(({ kind }) => kind !== 'depthwiseConv2d');
  const model = initializeModel({ ...TINY_SPEC, layers }, 1);
  await session.answer({ requestId: 0, kind: 'loadModel', slot: 'net', source: { kind: 'snapshot', model } });
});

afterAll(() => vi.unstubAllGlobals());

describe('a question for a model after stages, in whole numbers, too', () => {
  it('is answered by both, with how many answers differ', async () => {
    const { answers, labels, integers, tested } = await evaluate({ stages: EIGHT_BITS, integers: true });
    expect(tested).toBe(30);
    const own = integers!.answers!;
    expect(own).toHaveLength(30);
    const countOther = (others: Uint8Array) => own.filter((answer, at) => answer !== others[at]).length;
    expect(integers).toMatchObject({ differing: countOther(answers!), wrong: countOther(labels!) });
    expect(integers!.differing).toBeLessThanOrEqual(2);
    expect(integers!.error).toBe(integers!.wrong / 30);
    expect(integers!.imageMs).toBeGreaterThan(0);
  });

  it('is answered in floats alone where nobody asks for more, and leaves the model as it is', async () => {
    expect((await evaluate({ stages: EIGHT_BITS })).integers).toBeUndefined();
    await expect(evaluate({ integers: true })).rejects.toThrow('conv1 has float weights');
  });

  it('names the layer that has no form in whole numbers', async () => {
    const stages = toStages({ kind: 'quantize', bits: 12, per: 'channel', steps: 'extent' });
    await expect(evaluate({ stages, integers: true })).rejects.toThrow('conv1 has weights of 12 bits');
  });
});
