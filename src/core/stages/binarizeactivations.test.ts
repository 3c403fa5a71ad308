import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeModel, encodeModel } from '../../codec/container.ts';
import { kernelModuleOf } from '../../kernels/module.ts';
import type { RecipeInput } from '../../recipe/schema.ts';
import type { InputScaledSpec } from '../../spec/layers/inputscaled.ts';
import type { LayerSpec, ModelSpec } from '../../spec/model.ts';
import { listLayers } from '../../spec/walk.ts';
import { MODEL_ZOO } from '../../spec/zoo.ts';
import { binarizeActivationsOf } from '../../techniques/binarizeactivations/spec.ts';
import { toScalingMap, toSigns, type Window } from '../../techniques/binarizeactivations/values.ts';
import { thinModel } from '../../techniques/thin/thin.ts';
import { drawValues } from '../../testing/kernels.ts';
import { expectSameBits } from '../../testing/samebits.ts';
import { TINY_SPEC, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { foldModel } from '../infer/graph.ts';
import { InferencePlan } from '../infer/plan.ts';
import { runForward, runLayers } from '../models/forward.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';

beforeAll(startBackends);

const options = { map: true, ends: false };

describe('the scaling map by hand', () => {
  it('is the mean size over channels, averaged over each window, with zeros for padding', () => {
    // Mean sizes [1, 2; 3, 6] of two channels; a padded 3x3 window sees all four in each place.
    const image = Float32Array.of(1, -1, 0, 4, -3, 3, 12, 0);
    const means = (window: Window) => [...toScalingMap(image, [2, 2, 2], window)];
    expect(means({ kernelSize: 1 })).toEqual([1, 2, 3, 6]);
    expect(means({ kernelSize: 2 })).toEqual([3]);
    expect(means({ kernelSize: 3, padding: 'same' })).toEqual(new Array(4).fill(Math.fround(12 / 9)));
    expect([...toSigns(Float32Array.of(-2, -0, 0, 1e-40))]).toEqual([-1, 1, 1, 1]);
  });
});

describe.each(['wasm', 'cpu'])('binary activations on %s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
    return async () => void (await tf.setBackend('wasm'));
  });

  it('pass gradients on between -1 and 1, the ends included', () => {
    const run = (x: tf.Tensor) => runLayers([{ kind: 'binarizeActivation' }], () => x, x);
    const [signs, slopes] = tf.tidy(() => {
      const x = tf.tensor1d([-1.5, -1, -0.2, 0, 0.9, 1, 2]);
      const upstream = tf.tensor1d([1, 2, 3, 4, 5, 6, 7]);
      return [run(x), tf.grad((each) => tf.mul(run(each), upstream))(x)].map((each) => [...each.dataSync()]);
    });
    expect(signs).toEqual([-1, -1, -1, 1, 1, 1, 1]);
    expect(slopes).toEqual([0, 2, 3, 4, 5, 6, 0]);
  });

  it.each<Window>([
    { kernelSize: 3, padding: 'same' },
    { kernelSize: 3, stride: 2, padding: 1 },
    { kernelSize: 5, padding: 'valid' },
    { kernelSize: 2, stride: 2, padding: 'same' },
  ])('scale a convolution by the plain reference of the map: %o', (window) => {
    const shape = [7, 6, 3] as const;
    const image = drawValues('image', 126, 2);
    const kernel = drawValues('kernel', window.kernelSize ** 2 * 3 * 2);
    const conv: LayerSpec = { kind: 'conv2d', name: 'c', filters: 2, bias: false, ...window };
    const body: LayerSpec[] = [{ kind: 'binarizeActivation' }, conv];
    const scaled: LayerSpec = { kind: 'inputScaled', name: 's', body } satisfies InputScaledSpec<LayerSpec>;
    const [whole, plain, slope] = tf.tidy(() => {
      const weights = tf.tensor4d(kernel, [window.kernelSize, window.kernelSize, 3, 2]);
      const x = tf.tensor4d(image, [1, ...shape]);
      const run = (layers: LayerSpec[], from: Float32Array) =>
        runLayers(layers, () => weights, tf.tensor4d(from, [1, ...shape]));
      const gradient = tf.grad((each) => runLayers([scaled], () => weights, each))(x);
      return [run([scaled], image), run([conv], toSigns(image)), gradient].map((each) => each.dataSync());
    });
    const map = toScalingMap(image, shape, window);
    whole!.forEach((value, place) => {
      expect(value).toBeCloseTo(plain![place]! * map[Math.floor(place / 2)]!, 4);
    });
    // The signs' gradient is that of a convolution whose outputs are pulled at by the map.
    image.forEach((value, place) => {
      if (Math.abs(value) > 1) expect(slope![place]).toBe(0);
    });
    expect(slope!.some((value) => value !== 0)).toBe(true);
  });
});

describe('the spec of a net that reads signs', () => {
  const kindsOf = (layers: readonly LayerSpec[]) =>
    layers.map((layer) => ('name' in layer ? layer.name : layer.kind));

  it('puts batch norm before signs where there is none, and leaves out relus between', () => {
    const { layers } = binarizeActivationsOf(MODEL_ZOO['lenet-5'], options);
    expect(kindsOf(layers)).toEqual([
      'conv1',
      'maxPool',
      'conv2-norm',
      'conv2-scaled',
      'maxPool',
      'flatten',
      'fc1-norm',
      'fc1-scaled',
      'relu',
      'dropout',
      'fc2',
    ]);
    const vgg = binarizeActivationsOf(MODEL_ZOO['vgg-small'], { ...options, map: false });
    expect(kindsOf(vgg.layers).slice(0, 8)).toEqual([
      'conv1',
      'conv1-bn',
      'binarizeActivation',
      'conv2',
      'conv2-bn',
      'maxPool',
      'binarizeActivation',
      'conv3',
    ]);
  });

  it('keeps what blocks add up, takes only the layers that it is asked for, and changes nothing twice', () => {
    const resnet = binarizeActivationsOf(MODEL_ZOO['resnet-20'], options);
    const block = listLayers(resnet.layers).find(({ layer }) => layer.kind === 'residual')!;
    const { body } = block.layer as Extract<LayerSpec, { kind: 'residual' }>;
    const [first, second] = MODEL_ZOO['resnet-20'].layers
      .flatMap((layer) => (layer.kind === 'residual' ? layer.body : []))
      .flatMap((layer) => (layer.kind === 'conv2d' ? [layer.name] : []));
    expect(kindsOf(body).map((name) => name.replace(`${block.list[block.index]!.kind}`, ''))).toEqual([
      `${first}-norm`,
      `${first}-scaled`,
      expect.stringContaining('bn1'),
      `${second}-scaled`,
      expect.stringContaining('bn2'),
    ]);
    expect(block.list[block.index + 1]?.kind).toBe('relu');
    expect(binarizeActivationsOf(resnet, options).layers).toEqual(resnet.layers);
    const few = binarizeActivationsOf(MODEL_ZOO['lenet-5'], {
      ...options,
      ends: true,
      except: ['fc1', 'fc2'],
    });
    expect(listLayers(few.layers).filter(({ layer }) => layer.kind === 'binarizeActivation')).toHaveLength(2);
  });

  it('holds units whose sizes are part of a scale when it is thinned', () => {
    const spec: ModelSpec = {
      ...TINY_SPEC,
      layers: [
        { kind: 'flatten' },
        { kind: 'dense', name: 'a', units: 3 },
        { kind: 'relu' },
        { kind: 'dense', name: 'b', units: 4 },
        { kind: 'relu' },
        { kind: 'dense', name: 'c', units: 10 },
      ],
    };
    const widthsOf = (map: boolean) => {
      const model = initializeModel(binarizeActivationsOf(spec, { ...options, map }), 1);
      // Unit 1 of `a` is empty, as a mask would leave it.
      const kernel = model.tensors.find(({ name }) => name === 'a/kernel')!.values;
      for (let place = 1; place < kernel.length; place += 3) kernel[place] = 0;
      const thin = thinModel(model);
      return thin.tensors.find(({ name }) => name === 'a/kernel')!.shape.at(-1);
    };
    expect(widthsOf(true)).toBe(3);
    expect(widthsOf(false)).toBe(2);
  });

  it('refuses anything but signs and one layer inside a scale', () => {
    const broken: LayerSpec[] = [
      { kind: 'flatten' },
      { kind: 'inputScaled', name: 's', body: [{ kind: 'dense', name: 'fc', units: 10 }] },
    ];
    expect(() =>
      tinyRecipe([], { model: { spec: { ...TINY_SPEC, inputShape: [28, 28, 1], layers: broken } } }),
    ).toThrow('(inputScaled s) must have binarizeActivation and one conv2d or dense inside');
  });
});

describe('an XNOR-Net', () => {
  const stages: RecipeInput['stages'] = [
    { kind: 'binarizeActivations', except: ['depthwise'] },
    { kind: 'binarize' },
  ];

  it('trains, pauses, resumes and shares work to the same bits', async () => {
    const snapshots = await expectSameBits(
      tinyRecipe([{ kind: 'prune', sparsity: 0.3 }, ...stages, tinyTrain({ batchSize: 80 })]),
    );
    const { model } = snapshots.at(-1)!;
    const names = model.tensors.map(({ name }) => name);
    expect(names).toContain('conv2-norm/movingMean');
    expect(model.transforms.filter(({ kind }) => kind === 'binary')).toHaveLength(3);
    expect(model.transforms.some(({ kind }) => kind === 'mask')).toBe(true);
  });

  it('comes back from its file, and answers in a plan as in the plain forward pass', async () => {
    const spec = binarizeActivationsOf(TINY_SPEC, options);
    const network = Network.fromSnapshot(initializeModel(spec, 1));
    const model = await network.toEffectiveSnapshot();
    const read = decodeModel(encodeModel(model).bytes);
    expect(read.spec).toEqual(spec);
    expect(read.tensors.map(({ values }) => values)).toEqual(model.tensors.map(({ values }) => values));
    const images = tf.tensor4d(drawValues('images', 2 * 784, 2), [2, 28, 28, 1]);
    const logits = tf.tidy(() => runForward(spec, network.read, images).dataSync<'float32'>());
    const plan = new InferencePlan(kernelModuleOf(tf.backend()), foldModel(model), { batch: 2 });
    const planned = plan.run(images.dataSync<'float32'>());
    for (const [index, value] of planned.entries()) expect(value).toBeCloseTo(logits[index]!, 4);
    plan.dispose();
    images.dispose();
    network.dispose();
  });
});
