import { describe, expect, it } from 'vitest';
import { MODEL_ZOO } from '../../src/spec/zoo.ts';
import { listGroups, listLayers } from './contenders.ts';
import { countInferenceFlops, countTrainFlops } from './flops.ts';
import { parseOptions } from './options.ts';

describe('FLOPs', () => {
  it('count two a MAC, and three products in training but two in the first layer', () => {
    // 784 x 300 + 300 x 100 + 100 x 10 = 266,200 MACs.
    expect(countInferenceFlops(MODEL_ZOO['lenet-300-100'])).toBe(2 * 266_200);
    expect(countTrainFlops(MODEL_ZOO['lenet-300-100'])).toBe(2 * (3 * 266_200 - 235_200));
    expect(countInferenceFlops(MODEL_ZOO['resnet-20'])).toBe(2 * 40_813_184);
  });

  it('count a layer alone, and refuse one that is not there', () => {
    expect(countInferenceFlops(MODEL_ZOO['lenet-5'], 'conv1')).toBe(2 * 24 * 24 * 25 * 20);
    expect(() => countInferenceFlops(MODEL_ZOO['lenet-5'], 'conv9')).toThrow('no layer named conv9');
  });
});

describe('listLayers', () => {
  it('has each shape once', () => {
    const names = listLayers(MODEL_ZOO['resnet-20']).map(({ layer }) => ('name' in layer ? layer.name : ''));
    expect(names).toEqual([
      'conv1',
      'stage1-block1-conv1',
      'stage2-block1-conv1',
      'stage2-block1-conv2',
      'stage2-block1-skip',
      'stage3-block1-conv1',
      'stage3-block1-conv2',
      'stage3-block1-skip',
      'fc',
    ]);
  });
});

describe('listGroups', () => {
  it('sets tiles beside direct convolutions on layers of 3 x 3 alone', () => {
    const groups = listGroups(parseOptions(['winograd']));
    expect(new Set(groups.map(({ net }) => net))).toEqual(new Set(['resnet-20', 'vgg-small']));
    const names = groups.filter(({ net }) => net === 'resnet-20').map(({ layer }) => layer);
    expect(names).toEqual([
      undefined,
      'conv1',
      'stage1-block1-conv1',
      'stage2-block1-conv2',
      'stage3-block1-conv2',
    ]);
    for (const { contenders } of groups)
      expect(contenders.map(({ engine }) => engine)).toEqual([
        ...['ours', 'ours-tiles-2', 'ours-tiles-4', 'ours-im2col', 'tfjs-wasm', 'onnxruntime-wasm'],
      ]);
  });

  it('trains every net with our engine and every stock backend, each in a worker of its own', () => {
    const groups = listGroups(parseOptions(['train'], 4));
    expect(groups.map(({ net }) => net)).toEqual(['lenet-300-100', 'lenet-5', 'resnet-20', 'vgg-small']);
    for (const { contenders } of groups) {
      expect(contenders.map(({ engine }) => engine)).toEqual([
        'ours',
        'ours',
        'ours',
        'tfjs-cpu',
        'tfjs-wasm',
        'tfjs-webgl',
        'tfjs-webgpu',
        'pytorch',
      ]);
      expect(new Set(contenders.map(({ workerKey }) => workerKey)).size).toBe(contenders.length);
    }
  });

  it('infers a net and then its layers, dense, sparse and in 8 bits', () => {
    const groups = listGroups(parseOptions(['infer', '--net', 'lenet-5']));
    expect(groups.map(({ layer }) => layer)).toEqual([undefined, 'conv1', 'conv2', 'fc1', 'fc2']);
    const engines = groups.map(({ contenders }) => contenders.map(({ engine }) => engine));
    expect(engines[0]).toEqual(expect.arrayContaining(['ours-unfolded', 'ours-int8', 'ours-binary']));
    expect(engines[1]).toEqual([
      'ours',
      'ours-sparse-80',
      'ours-sparse-90',
      'ours-sparse-95',
      'ours-sparse-99',
      'tfjs-wasm',
      'onnxruntime-wasm',
      'onnxruntime-wasm-int8',
    ]);
    expect(engines[3]).toEqual(engines[1]);
  });

  it('infers whole nets alone where that is asked for', () => {
    const groups = listGroups(parseOptions(['infer', '--whole']));
    expect(groups.map(({ layer }) => layer)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('leaves out engines that were not asked for', () => {
    const [group] = listGroups(parseOptions(['train', '--engine', 'ours', '--engine', 'tfjs-w'], 1));
    expect(group?.contenders.map(({ engine }) => engine)).toEqual([
      'ours',
      'ours',
      'tfjs-wasm',
      'tfjs-webgl',
      'tfjs-webgpu',
    ]);
  });
});

describe('parseOptions', () => {
  it('reads what was said', () => {
    expect(
      parseOptions(['infer', '--json', '--net', 'lenet-5', '--rounds', '9', '--cap', '5']),
    ).toMatchObject({
      mode: 'infer',
      json: true,
      nets: ['lenet-5'],
      batch: 64,
      rounds: 9,
      capMs: 5000,
    });
  });

  it.each([
    [[], /^usage/],
    [['train', 'infer'], /^usage/],
    [['train', '--net', 'lenet'], /--net must be one of lenet-300-100, .*, got lenet$/],
    [['train', '--batch', '0'], /--batch must be a positive whole number, got 0/],
  ])('refuses %j', (args, message) => {
    expect(() => parseOptions(args)).toThrow(message);
  });
});
