/**
 * The speed of inference, layer by layer. `npx tsx tools/layerbench.ts [--batch n]... [--sparsity s]...
 * [--net name]...`: every convolution and dense layer of the zoo with bias and ReLU on the same input: our
 * float kernels, tfjs's fused operation on WASM (XNNPACK), our kernels of 8 and (dense layers) 4 bits, of
 * binary and ternary weights on binary activations, which they pack first, convolutions of 3 x 3 by minimal
 * filtering, and our sparse ones at some sparsities. Interleaved, in processor time, medians of rounds;
 * ratios are to our float kernels. XNNPACK's time has a call through tfjs in it, about two microseconds; ours
 * are called directly, as nets call them.
 */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { type BackendWasm, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { createFloatConvolution, createFloatProduct } from '../src/kernels/layers/float.ts';
import type { FloatWeights, ReadyLayer, Windows } from '../src/kernels/layers/layer.ts';
import { createSignConvolution, createSignProduct, type SignWeights } from '../src/kernels/layers/signs.ts';
import { createSparseConvolution } from '../src/kernels/layers/sparseconvolution.ts';
import { createSparseProduct } from '../src/kernels/layers/sparseproduct.ts';
import {
  createWholeConvolution,
  createWholeProduct,
  type WholeWeights,
} from '../src/kernels/layers/whole.ts';
import { createWinogradConvolution, isWinogradShape, TILE_SIDES } from '../src/kernels/layers/winograd.ts';
import { type KernelModule, kernelModuleOf } from '../src/kernels/module.ts';
import { registerKernels } from '../src/kernels/register.ts';
import { toExactMultiplier } from '../src/math/integerproduct.ts';
import { createStream } from '../src/math/random.ts';
import type { Conv2dSpec } from '../src/spec/layers/convolution.ts';
import { type LayerShape, padSide, sizeOf, traceShapes } from '../src/spec/shapes.ts';
import { MODEL_NAMES, MODEL_ZOO } from '../src/spec/zoo.ts';

const ROUNDS = 9;
const ROUND_MS = 20;
/** Of calls between two looks at the clock. */
const CHUNK_MS = 0.2;
const CUT = { least: 0, most: 255 };

const { values } = parseArgs({
  options: {
    batch: { type: 'string', multiple: true, default: ['1', '64'] },
    net: { type: 'string', multiple: true, default: [...MODEL_NAMES] },
    sparsity: { type: 'string', multiple: true, default: ['0.8', '0.9', '0.95', '0.99'] },
  },
});

/** One way to compute a layer, and how to let go of what it needs. */
interface Contender {
  readonly name: string;
  run(): void;
  dispose(): void;
}

function draw(key: string, shape: readonly number[]): Float32Array {
  const pixels = new Float32Array(sizeOf(shape));
  createStream(1, key).fillUniform(pixels, -1, 1);
  return pixels;
}

/** Whole numbers up to `most`, as a net of whole numbers has them. */
function toWhole({ kernel, bias }: FloatWeights, most: number): WholeWeights {
  const weights = Int16Array.from(kernel, (value) => Math.round(value * most));
  const depth = kernel.length / bias.length;
  const multiplier = toExactMultiplier(1 / (most * depth), 256 * most * depth, 256);
  return {
    weights,
    bias: Int32Array.from(bias, (value) => Math.round(value * most)),
    multipliers: Array.from(bias, () => multiplier),
  };
}

/** A third of ternary weights are zero. */
function toSigns({ kernel, bias, relu }: FloatWeights, isTernary: boolean): SignWeights {
  const toSign = isTernary
    ? (value: number) => Math.round(1.5 * value)
    : (value: number) => (value < 0 ? -1 : 1);
  return { values: Int8Array.from(kernel, toSign), scales: bias.map(() => 1), bias, relu };
}

/** The weights with a fraction of them set to zero. */
function thin(weights: FloatWeights, sparsity: number): FloatWeights {
  const chosen = new Float32Array(weights.kernel.length);
  createStream(2, 'chosen').fillUniform(chosen, 0, 1);
  return { ...weights, kernel: weights.kernel.map((value, i) => (chosen[i]! < sparsity ? 0 : value)) };
}

/** A layer of ours on `images` images, from memory to memory. */
function create(
  name: string,
  layer: ReadyLayer,
  images: number,
  place: { x: number; xBytes: number; y: number; yBytes: number },
): Contender {
  const { x, xBytes, y, yBytes } = place;
  return {
    name,
    run: () => {
      for (let i = 0; i < images; i++) layer.run(x + i * xBytes, y + i * yBytes);
    },
    dispose: layer.dispose,
  };
}

function createDense(
  kernels: KernelModule,
  batch: number,
  weights: FloatWeights,
  inputs: number,
): Contender[] {
  const outputs = weights.bias.length;
  const product = { rows: batch, inputs, outputs };
  const place = {
    x: kernels.keep(draw('x', [batch, inputs])),
    xBytes: 0,
    y: kernels.reserve(4 * batch * outputs),
    yBytes: 0,
  };
  const [x, w, bias] = [
    tf.tensor2d(draw('x', [batch, inputs]), [batch, inputs]),
    tf.tensor2d(weights.kernel, [inputs, outputs]),
    tf.tensor1d(weights.bias),
  ];
  return [
    create('ours', createFloatProduct(kernels, product, weights), 1, place),
    {
      name: 'stock',
      run: () => tf.fused.matMul({ a: x, b: w, bias, activation: 'relu' }).dispose(),
      dispose: () => tf.dispose([x, w, bias]),
    },
    create('int8', createWholeProduct(kernels, product, toWhole(weights, 127), CUT), 1, place),
    create('int4', createWholeProduct(kernels, product, toWhole(weights, 7), CUT), 1, place),
    create('binary', createSignProduct(kernels, product, toSigns(weights, false)), 1, place),
    create('ternary', createSignProduct(kernels, product, toSigns(weights, true)), 1, place),
    ...values.sparsity.map((sparsity) =>
      create(
        `sparse ${sparsity}`,
        createSparseProduct(kernels, product, thin(weights, Number(sparsity))),
        1,
        place,
      ),
    ),
  ];
}

function createConvolution(
  kernels: KernelModule,
  batch: number,
  weights: FloatWeights,
  { input, output }: LayerShape,
  { kernelSize, stride = 1, padding = 'valid' }: Conv2dSpec,
): Contender[] {
  const [side, , channels] = input as [number, number, number];
  const [rows, columns, outputs] = output as [number, number, number];
  const { before, after } = padSide(side, kernelSize, stride, padding);
  const pitch = side + before + after;
  const windows: Windows = {
    ...{ channels, outputs, height: kernelSize, width: kernelSize, stride, rows, columns },
    ...{ inPitch: pitch, outPitch: columns },
  };
  const place = {
    x: kernels.keep(draw('x', [batch, pitch, pitch, channels])),
    xBytes: 4 * pitch * pitch * channels,
    y: kernels.reserve(4 * batch * rows * columns * outputs),
    yBytes: 4 * rows * columns * outputs,
  };
  const [x, filter, bias] = [
    tf.tensor4d(draw('x', [batch, ...input]), [batch, side, side, channels]),
    tf.tensor4d(weights.kernel, [kernelSize, kernelSize, channels, outputs]),
    tf.tensor1d(weights.bias),
  ];
  const pad: tf.backend_util.ExplicitPadding = [
    [0, 0],
    [before, after],
    [before, after],
    [0, 0],
  ];
  return [
    create('ours', createFloatConvolution(kernels, windows, weights), batch, place),
    {
      name: 'stock',
      run: () => tf.fused.conv2d({ x, filter, strides: stride, pad, bias, activation: 'relu' }).dispose(),
      dispose: () => tf.dispose([x, filter, bias]),
    },
    create('int8', createWholeConvolution(kernels, windows, toWhole(weights, 127), CUT), batch, place),
    create('binary', createSignConvolution(kernels, windows, toSigns(weights, false)), batch, place),
    create('ternary', createSignConvolution(kernels, windows, toSigns(weights, true)), batch, place),
    ...(isWinogradShape(windows) ? TILE_SIDES : []).map((side) =>
      create(`tiles of ${side}`, createWinogradConvolution(kernels, windows, weights, side), batch, place),
    ),
    ...values.sparsity.map((sparsity) =>
      create(
        `sparse ${sparsity}`,
        createSparseConvolution(kernels, windows, thin(weights, Number(sparsity))),
        batch,
        place,
      ),
    ),
  ];
}

function createContenders(kernels: KernelModule, shape: LayerShape, batch: number): Contender[] {
  const { layer, input, output, tensors } = shape;
  const kernel = tensors.find(({ role }) => role === 'kernel');
  if (kernel === undefined) return [];
  const weights: FloatWeights = {
    kernel: draw('w', kernel.shape),
    bias: draw('b', [output.at(-1) ?? 0]),
    relu: true,
  };
  if (layer.kind === 'dense') return createDense(kernels, batch, weights, input[0] ?? 0);
  return layer.kind === 'conv2d' ? createConvolution(kernels, batch, weights, shape, layer) : [];
}

function median(list: number[]): number {
  return [...list].sort((a, b) => a - b)[list.length >> 1] as number;
}

/**
 * Milliseconds of processor time a call. Reading the clock takes as long as a small layer, so it is read once
 * for many calls.
 */
function time(run: () => void): number {
  const read = () => process.cpuUsage().user / 1000;
  let [calls, many] = [0, 1];
  const start = read();
  let now = start;
  while (now - start < ROUND_MS) {
    for (let i = 0; i < many; i++) run();
    calls += many;
    const before = now;
    now = read();
    if (now - before < CHUNK_MS) many *= 2;
  }
  return (now - start) / calls;
}

/** Median milliseconds of each contender. */
function compare(contenders: readonly Contender[]): number[] {
  const rounds = Array.from({ length: ROUNDS }, () => contenders.map(({ run }) => time(run)));
  return contenders.map((_, i) => median(rounds.map((round) => round[i] as number)));
}

async function main(): Promise<void> {
  const require = createRequire(import.meta.url);
  tf.enableProdMode();
  setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  await tf.setBackend('wasm');
  registerKernels();
  const kernels = kernelModuleOf(tf.backend() as BackendWasm);
  const seen = new Set<string>();
  for (const batch of values.batch.map(Number)) {
    for (const model of MODEL_NAMES.filter((name) => values.net.includes(name))) {
      for (const shape of traceShapes(MODEL_ZOO[model])) {
        const key = `${batch} ${JSON.stringify([shape.input, shape.output, shape.tensors[0]?.shape])}`;
        if (shape.macs === 0 || seen.has(key)) continue;
        seen.add(key);
        const contenders = createContenders(kernels, shape, batch);
        if (contenders.length === 0) continue;
        const times = compare(contenders);
        for (const { dispose } of contenders) dispose();
        const ours = times[0] as number;
        const ratios = contenders
          .map(({ name }, i) => `${name} ${(ours / (times[i] as number)).toFixed(2)}`)
          .slice(1);
        const layer = 'name' in shape.layer ? shape.layer.name : shape.layer.kind;
        process.stdout.write(
          `${model.padEnd(14)} ${layer.padEnd(20)} batch ${batch} ${ours.toFixed(4)} ms ` +
            `${((2 * shape.macs * batch) / ours / 1e6).toFixed(1)} GFLOP/s  ${ratios.join('  ')}\n`,
        );
      }
    }
  }
}

await main();
