/**
 * Is our dense inference as fast as tfjs's own? `npx tsx tools/layerbench.ts [--batch n]...`: every convolution and dense layer of the
 * zoo, ours against the stock WASM kernel (XNNPACK) on the same tensors, interleaved, in processor time, medians of rounds.
 */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { registerKernels } from '../src/kernels/register.ts';
import { type LayerShape, padSide, traceShapes } from '../src/recipe/shapes.ts';
import { MODEL_NAMES, MODEL_ZOO } from '../src/recipe/zoo.ts';

const ROUNDS = 9;
const ROUND_MS = 30;

const { values } = parseArgs({
  options: { batch: { type: 'string', multiple: true, default: ['1', '64'] } },
});

interface Job {
  readonly kernel: string;
  readonly inputs: tf.NamedTensorInfoMap;
  readonly attrs: tf.NamedAttrMap;
}

function createJob({ layer, input, tensors }: LayerShape, batch: number): Job | undefined {
  const kernelShape = [...(tensors.find(({ role }) => role === 'kernel')?.shape ?? [])];
  const x = tf.randomUniform([batch, ...input], -1, 1, 'float32', 1);
  const w = tf.randomUniform(kernelShape, -1, 1, 'float32', 2);
  if (layer.kind === 'dense') {
    return { kernel: 'BatchMatMul', inputs: { a: x, b: w }, attrs: { transposeA: false, transposeB: false } };
  }
  if (layer.kind !== 'conv2d') return undefined;
  const { kernelSize, stride = 1, padding = 'valid' } = layer;
  const side =
    typeof padding === 'number' ? padSide(input[0] as number, kernelSize, stride, padding) : undefined;
  const pair = side && [side.before, side.after];
  const pad = pair === undefined ? padding : [[0, 0], pair, pair, [0, 0]];
  const attrs = { strides: [stride, stride], pad, dilations: [1, 1], dataFormat: 'NHWC' };
  return { kernel: 'Conv2D', inputs: { x, filter: w }, attrs: attrs as unknown as tf.NamedAttrMap };
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

function compare(job: Job, ours: tf.KernelFunc, stock: tf.KernelFunc): [ours: number, stock: number] {
  const backend = tf.backend();
  const runner = (kernel: tf.KernelFunc) => () => {
    const output = kernel({ inputs: job.inputs, attrs: job.attrs, backend }) as tf.TensorInfo;
    (backend as unknown as { disposeData(id: object): void }).disposeData(output.dataId as object);
  };
  const times = Array.from({ length: ROUNDS }, () => [time(runner(ours)), time(runner(stock))] as const);
  return [median(times.map(([each]) => each)), median(times.map(([, each]) => each))];
}

async function main(): Promise<void> {
  const require = createRequire(import.meta.url);
  tf.enableProdMode();
  setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  await tf.setBackend('wasm');
  const find = (name: string) => (tf.getKernel(name, 'wasm') as tf.KernelConfig).kernelFunc;
  const stock = new Map(['BatchMatMul', 'Conv2D'].map((name) => [name, find(name)]));
  registerKernels();
  const seen = new Set<string>();
  for (const batch of values.batch.map(Number)) {
    for (const model of MODEL_NAMES) {
      for (const shape of traceShapes(MODEL_ZOO[model])) {
        const job = createJob(shape, batch);
        const key = `${batch} ${JSON.stringify([shape.input, shape.output, shape.tensors[0]?.shape])}`;
        if (job === undefined || seen.has(key)) continue;
        seen.add(key);
        const [ours, theirs] = compare(job, find(job.kernel), stock.get(job.kernel) as tf.KernelFunc);
        const gflops = (2 * shape.macs * batch) / ours / 1e6;
        process.stdout.write(
          `${model.padEnd(14)} ${('name' in shape.layer ? shape.layer.name : '').padEnd(20)} batch ${batch} ours ${ours.toFixed(4)} ms ` +
            `stock ${theirs.toFixed(4)} ms ${(theirs / ours).toFixed(2)} times ${gflops.toFixed(1)} GFLOP/s\n`,
        );
      }
    }
  }
}

await main();
