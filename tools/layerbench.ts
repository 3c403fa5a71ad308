/**
 * How fast is inference, layer by layer? `npx tsx tools/layerbench.ts [--batch n]... [--sparsity s]...`: every convolution and dense
 * layer of the zoo on the same input: our dense float kernel, tfjs's own on WASM (XNNPACK), our 8-bit one, and, for dense layers,
 * our sparse one at some sparsities. Interleaved, in processor time, medians of rounds; ratios are to our dense float.
 */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { IntegerLayer } from '../src/kernels/integer.ts';
import { registerKernels } from '../src/kernels/register.ts';
import { SparseWeights } from '../src/kernels/sparse.ts';
import { createStream } from '../src/math/random.ts';
import type { Conv2dSpec } from '../src/recipe/model.ts';
import { type LayerShape, padSide, traceShapes } from '../src/recipe/shapes.ts';
import { MODEL_NAMES, MODEL_ZOO } from '../src/recipe/zoo.ts';

const ROUNDS = 9;
const ROUND_MS = 20;

const { values } = parseArgs({
  options: {
    batch: { type: 'string', multiple: true, default: ['1', '64'] },
    sparsity: { type: 'string', multiple: true, default: ['0.8', '0.9', '0.95', '0.99'] },
  },
});

type Conv2dPad = Parameters<typeof tf.conv2d>[3];

/** One way to compute a layer. */
interface Contender {
  readonly name: string;
  run(): tf.Tensor;
}

function draw(key: string, shape: readonly number[]): tf.Tensor {
  const pixels = new Float32Array(shape.reduce((product, side) => product * side, 1));
  createStream(1, key).fillUniform(pixels, -1, 1);
  return tf.tensor(pixels, [...shape]);
}

function createInteger(w: tf.Tensor): IntegerLayer {
  const weights = Int8Array.from(w.dataSync(), (value) => Math.round(value * 127));
  const [height, width, channels, outputs] = [1, 1, ...w.shape].slice(-4) as [number, number, number, number];
  const scales = new Float32Array(outputs).fill(1 / 127);
  return new IntegerLayer({ values: weights, shape: [height, width, channels, outputs], scales });
}

/** The weights with a fraction of them set to zero. */
function thin(w: tf.Tensor, sparsity: number): Float32Array {
  const chosen = new Float32Array(w.size);
  createStream(2, 'chosen').fillUniform(chosen, 0, 1);
  return (w.dataSync() as Float32Array).map((value, i) => ((chosen[i] as number) < sparsity ? 0 : value));
}

function createDense(x: tf.Tensor2D, w: tf.Tensor2D, stock: StockKernels): Contender[] {
  const integer = createInteger(w);
  const [inputs, outputs] = w.shape;
  const attrs = { transposeA: false, transposeB: false };
  return [
    { name: 'ours', run: () => tf.matMul(x, w) },
    { name: 'stock', run: () => stock('BatchMatMul', { a: x, b: w }, attrs) },
    { name: 'int8', run: () => integer.multiply(x, 1 / 127) },
    ...values.sparsity.map((sparsity) => {
      const sparse = new SparseWeights(thin(w, Number(sparsity)), inputs, outputs);
      return { name: `sparse ${sparsity}`, run: () => sparse.multiply(x) };
    }),
  ];
}

function createConvolution(
  x: tf.Tensor4D,
  w: tf.Tensor4D,
  layer: Conv2dSpec,
  stock: StockKernels,
): Contender[] {
  const { kernelSize, stride = 1, padding = 'valid' } = layer;
  const sides = typeof padding === 'number' ? padSide(x.shape[1], kernelSize, stride, padding) : undefined;
  const pair: [number, number] | undefined = sides && [sides.before, sides.after];
  const pad: Conv2dPad = pair === undefined ? (padding as Conv2dPad) : [[0, 0], pair, pair, [0, 0]];
  const attrs = { strides: [stride, stride], pad, dilations: [1, 1], dataFormat: 'NHWC' };
  const integer = createInteger(w);
  return [
    { name: 'ours', run: () => tf.conv2d(x, w, stride, pad) },
    { name: 'stock', run: () => stock('Conv2D', { x, filter: w }, attrs) },
    { name: 'int8', run: () => integer.convolve(x, 1 / 127, stride, pad) },
  ];
}

function createContenders(
  { layer, input, tensors }: LayerShape,
  batch: number,
  stock: StockKernels,
): Contender[] {
  const kernel = tensors.find(({ role }) => role === 'kernel');
  if (kernel === undefined) return [];
  const [x, w] = [draw('x', [batch, ...input]), draw('w', kernel.shape)];
  if (layer.kind === 'dense') return createDense(x as tf.Tensor2D, w as tf.Tensor2D, stock);
  return layer.kind === 'conv2d' ? createConvolution(x as tf.Tensor4D, w as tf.Tensor4D, layer, stock) : [];
}

function median(list: number[]): number {
  return [...list].sort((a, b) => a - b)[list.length >> 1] as number;
}

/** Milliseconds of processor time a call. */
function time(run: () => void): number {
  const read = () => process.cpuUsage().user / 1000;
  const start = read();
  let calls = 0;
  for (; read() - start < ROUND_MS; calls++) run();
  return (read() - start) / calls;
}

/** Runs a kernel as tfjs ships it. */
type StockKernels = (name: string, inputs: tf.NamedTensorMap, attrs: object) => tf.Tensor;

/** Takes hold of tfjs's own kernels: call before ours replace them. */
function keepStock(...names: string[]): StockKernels {
  for (const kernelName of names) {
    const { kernelFunc } = tf.getKernel(kernelName, 'wasm') as tf.KernelConfig;
    tf.registerKernel({ kernelName: `stock ${kernelName}`, backendName: 'wasm', kernelFunc });
  }
  return (name, inputs, attrs) =>
    tf.engine().runKernel(`stock ${name}`, inputs, attrs as tf.NamedAttrMap) as tf.Tensor;
}

/** Median milliseconds of each contender. */
function compare(contenders: readonly Contender[]): number[] {
  const rounds = Array.from({ length: ROUNDS }, () =>
    contenders.map(({ run }) => time(() => run().dispose())),
  );
  return contenders.map((_, i) => median(rounds.map((round) => round[i] as number)));
}

async function main(): Promise<void> {
  const require = createRequire(import.meta.url);
  tf.enableProdMode();
  setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  await tf.setBackend('wasm');
  const stock = keepStock('BatchMatMul', 'Conv2D');
  registerKernels();
  const seen = new Set<string>();
  for (const batch of values.batch.map(Number)) {
    for (const model of MODEL_NAMES) {
      for (const shape of traceShapes(MODEL_ZOO[model])) {
        const key = `${batch} ${JSON.stringify([shape.input, shape.output, shape.tensors[0]?.shape])}`;
        if (shape.macs === 0 || seen.has(key)) continue;
        seen.add(key);
        const contenders = createContenders(shape, batch, stock);
        const times = compare(contenders);
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
