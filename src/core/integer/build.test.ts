import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createLevels } from '../../data/examples.ts';
import { runIntegerNet } from '../../math/integernet.ts';
import { toGridValue } from '../../math/lineargrid.ts';
import { createStream } from '../../math/random.ts';
import type { LayerSpec, ModelSpec } from '../../spec/model.ts';
import type { StageOf } from '../../techniques/stages.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { runForward } from '../models/forward.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { quantizeNetwork } from '../stages/quantize.ts';
import { buildIntegerModel } from './build.ts';

beforeAll(startBackends);

const relu: LayerSpec = { kind: 'relu' };
const quantizer = (name: string, bits = 8): LayerSpec => ({ kind: 'quantizeActivation', name, bits });

/** Batch norm, padding, residual sums of values and of sums, and both pools. */
const layers: readonly LayerSpec[] = [
  { kind: 'conv2d', name: 'a', filters: 5, kernelSize: 3, padding: 'same', bias: false },
  { kind: 'batchNorm', name: 'a-norm' },
  relu,
  quantizer('a-clip'),
  {
    kind: 'residual',
    name: 'block',
    body: [
      { kind: 'conv2d', name: 'b', filters: 6, kernelSize: 3, stride: 2, padding: 1 },
      relu,
      quantizer('b-clip'),
      { kind: 'conv2d', name: 'c', filters: 6, kernelSize: 3, padding: 1, bias: false },
      { kind: 'batchNorm', name: 'c-norm' },
    ],
    shortcut: [{ kind: 'conv2d', name: 'd', filters: 6, kernelSize: 1, stride: 2 }],
  },
  relu,
  quantizer('block-clip'),
  {
    kind: 'residual',
    name: 'late',
    body: [{ kind: 'maxPool', size: 3, stride: 1, padding: 'same' }],
    shortcut: [],
  },
  relu,
  quantizer('late-clip', 6),
  { kind: 'averagePool', size: 3, stride: 2, padding: 'same' },
  quantizer('pool-clip'),
  { kind: 'dropout', rate: 0.5 },
  { kind: 'flatten' },
  { kind: 'dense', name: 'e', units: 12 },
  relu,
  quantizer('e-clip'),
  { kind: 'dense', name: 'f', units: 10 },
];

const spec: ModelSpec = { name: 'mixed', inputShape: [11, 9, 3], classes: 10, layers };

/** Values of quantizers by the last part of their names. */
const QUANTIZERS: Readonly<Record<string, number>> = { bound: 2.5, step: 0.03, zeroPoint: 120 };

const STAGE: StageOf<'quantize'> = {
  kind: 'quantize',
  bits: 8,
  per: 'channel',
  groupSize: 16,
  steps: 'extent',
  rounding: 'nearest',
  scheme: 'asymmetric',
  share: 1,
  deviations: 3,
};

type QuantizeOptions = Partial<typeof STAGE>;

/**
 * Weights on grids, statistics that are not trivial, and one channel that is negated and one that is dead.
 */
async function drawNetwork(of: ModelSpec, options: QuantizeOptions = {}) {
  const model = initializeModel(of, 1);
  const tensors = model.tensors.map((tensor) => {
    const drawn = new Float32Array(tensor.values.length);
    const stream = createStream(2, tensor.name);
    if (tensor.role === 'kernel') return tensor;
    stream.fillUniform(drawn, tensor.role === 'movingVariance' ? 0.5 : -0.4, 1);
    if (tensor.role === 'quantizer') drawn.fill(QUANTIZERS[tensor.name.split('/')[1]!]!);
    if (tensor.name === 'c-norm/scale') drawn[2] = 0;
    return { ...tensor, values: drawn };
  });
  const network = Network.fromSnapshot({ ...model, tensors });
  return quantizeNetwork(network, { ...STAGE, ...options });
}

const LEVELS = createLevels({ mean: [0.4, 0.5, 0.3], deviation: [0.2, 0.3, 0.25] });

function drawBytes(size: number, key: string): Uint8Array {
  const drawn = new Float32Array(size);
  createStream(4, key).fillUniform(drawn, 0, 256);
  return Uint8Array.from(drawn);
}

/** Quantizers of static ranges everywhere, as a net without labels has them; conv2 reads signed numbers. */
const calibrated: ModelSpec = {
  name: 'calibrated',
  inputShape: [11, 9, 3],
  classes: 10,
  layers: [
    toStatic('input-grid'),
    { kind: 'conv2d', name: 'a', filters: 5, kernelSize: 3, padding: 2 },
    toStatic('a-grid'),
    { kind: 'maxPool', size: 2, stride: 2 },
    { kind: 'conv2d', name: 'b', filters: 6, kernelSize: 3, bias: false },
    { kind: 'batchNorm', name: 'b-norm' },
    toStatic('b-grid', 'restricted'),
    relu,
    toStatic('late-grid'),
    { kind: 'globalAveragePool' },
    toStatic('mean-grid'),
    { kind: 'dense', name: 'f', units: 10 },
  ],
};

function toStatic(name: string, scheme: 'asymmetric' | 'restricted' = 'asymmetric'): LayerSpec {
  return { kind: 'quantizeActivation', name, bits: 8, range: 'static', scheme };
}

describe('a net of whole numbers', () => {
  it.each([
    [
      spec,
      { 'a-clip': 'a', 'b-clip': 'b', 'block-clip': 'block', 'late-clip': 'late' },
      { 'pool-clip': 'layers[10]', 'e-clip': 'e' },
    ],
    [calibrated, { 'a-grid': 'a', 'b-grid': 'b', 'late-grid': 'layers[7]', 'mean-grid': 'layers[9]' }, {}],
  ])(
    'gives the numbers of the fake-quantized net, but for those between two: $name',
    async (of, ...places) => {
      const nodeOf = new Map(places.flatMap((each) => Object.entries(each)));
      const network = await drawNetwork(of);
      const model = buildIntegerModel(await network.toEffectiveSnapshot(), LEVELS);
      const { values, nodes } = model.net;
      let [differing, all] = [0, 0];
      for (let image = 0; image < 12; image++) {
        const bytes = drawBytes(11 * 9 * 3, `image ${image}`);
        const numbers = Uint8Array.from(bytes, (byte, at) => model.numbers[(at % 3) * 256 + byte]!);
        const computed = runIntegerNet(model.net, numbers);
        const pixels = Float32Array.from(numbers, (number) => toGridValue(number, values[0]!.grid));
        const seen = observe(network, pixels, [...nodeOf.keys(), 'f']);
        for (const [name, layer] of nodeOf) {
          const node = nodes.findLast((each) => each.name === layer)!;
          const { scale, zeroPoint } = values[node.output]!.grid;
          seen.get(name)!.forEach((value, at) => {
            const distance = Math.abs(value / scale + zeroPoint - computed[node.output]![at]!);
            expect(distance).toBeLessThan(2.01);
            if (distance > 0.01) differing++;
            all++;
          });
        }
        const { scale } = values.at(-1)!.grid;
        const logits = [...seen.get('f')!];
        const size = Math.max(...logits.map(Math.abs));
        computed.at(-1)!.forEach((number, at) => {
          expect(Math.abs(number * scale - logits[at]!)).toBeLessThan(0.05 * size);
        });
      }
      expect(all).toBeGreaterThan(10000);
      expect(differing / all).toBeLessThan(0.01);
      network.dispose();
    },
  );
});

/** What the network's layers give for one image, by name. */
function observe(
  network: Network,
  pixels: Float32Array,
  names: readonly string[],
): ReadonlyMap<string, Float32Array> {
  const seen = new Map<string, Float32Array>();
  const see = (name: string) => (output: tf.Tensor) =>
    void seen.set(name, output.dataSync<'float32'>().slice());
  const effective = new Map(network.tensors.map(({ name }) => [name, network.effective(name)]));
  tf.tidy(
    () =>
      void runForward(network.spec, (name) => effective.get(name)!, tf.tensor4d(pixels, [1, 11, 9, 3]), {
        observe: new Map(names.map((name) => [name, see(name)])),
      }),
  );
  tf.dispose([...effective.values()]);
  return seen;
}

describe('what cannot be said in whole numbers', () => {
  const build = async (change: Partial<ModelSpec>, options?: QuantizeOptions) => {
    const network = await drawNetwork({ ...spec, ...change }, options);
    const model = await network.toEffectiveSnapshot();
    network.dispose();
    return buildIntegerModel(model, LEVELS);
  };
  const net = (...list: LayerSpec[]): Partial<ModelSpec> => ({
    layers: [...list, { kind: 'flatten' }, { kind: 'dense', name: 'last', units: 10 }],
  });
  const conv = { kind: 'conv2d', name: 'conv', filters: 3, kernelSize: 3 } as const;
  it.each<[string, Partial<ModelSpec>, QuantizeOptions | undefined, string]>([
    ['float weights', {}, { bits: 8, except: ['c'] }, 'c has float weights: add a quantize stage'],
    ['long weights', {}, { bits: { a: 12, others: 8 } }, 'a has weights of 12 bits, and products take 8'],
    [
      'groups',
      {},
      { per: 'group', groupSize: 16, steps: 'extent' },
      'a has a scale for each group of weights',
    ],
    [
      'float activations',
      net(conv, relu),
      undefined,
      'layers[2] reads what conv gives, which lies on no grid',
    ],
    [
      'lone batch norm',
      net({ kind: 'batchNorm', name: 'first' }),
      undefined,
      'first has no convolution or dense layer right before it',
    ],
    [
      'channels alone',
      net({ kind: 'depthwiseConv2d', name: 'deep', kernelSize: 3 }),
      undefined,
      'deep convolves each channel by itself, which has no form in whole numbers',
    ],
    [
      'ranges of each image',
      net({ kind: 'quantizeActivation', name: 'own', bits: 8, range: 'dynamic' }),
      undefined,
      'own finds a range for each image: quantize activations by calibrated ranges',
    ],
    [
      'long activations',
      net(conv, { kind: 'quantizeActivation', name: 'long', bits: 9, range: 'static' }),
      undefined,
      'long gives values of 9 bits, and products take 8',
    ],
    [
      'several grids',
      net({ kind: 'branches', name: 'ways', join: 'concat', branches: [[], []] }),
      undefined,
      'ways puts values of several grids side by side',
    ],
  ])('%s: is refused with the layer', async (_, change, options, message) => {
    await expect(build(change, options)).rejects.toThrow(message);
  });
});
