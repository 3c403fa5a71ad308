/**
 * Who is measured against whom. A group is everything that computes the same thing: one net's training, one
 * net's forward pass or one layer's. A new engine, or our engine with more workers, is a row here.
 */
import type { ModelSpec } from '../../src/spec/model.ts';
import { type LayerShape, traceShapes } from '../../src/spec/shapes.ts';
import { MODEL_ZOO } from '../../src/spec/zoo.ts';
import { countInferenceFlops, countTrainFlops } from './flops.ts';
import type { Method, StockBackend, Task, WorkerKind } from './messages.ts';
import type { BenchOptions } from './options.ts';

export interface Contender {
  readonly engine: string;
  readonly workers: number;
  readonly worker: WorkerKind;
  /** Contenders with one key share a worker. */
  readonly workerKey: string;
  readonly task: Task;
  /** Whether others are compared with it as the state of the art. */
  readonly isStock: boolean;
  /** How far its result may be from the expected one, relative to the largest value. */
  readonly tolerance: number;
}

export interface Group {
  readonly net: string;
  readonly layer?: string;
  readonly flopsPerImage: number;
  readonly contenders: readonly Contender[];
}

const STOCK_BACKENDS: readonly StockBackend[] = ['cpu', 'wasm', 'webgl', 'webgpu'];

const SPARSITIES = [0.8, 0.9, 0.95, 0.99];

interface Inference {
  readonly engine: string;
  readonly worker: WorkerKind;
  readonly method: Method;
  readonly isStock: boolean;
  readonly tolerance: number;
  /** Whether it is measured on whole nets alone. */
  readonly isForNets?: boolean;
}

const FLOAT_TOLERANCE = 1e-3;
/** Rounding to 8 bits adds up over twenty layers of random weights. */
const INT8_TOLERANCE = 0.3;
/** The net of whole numbers is held against its own fake-quantized form, from which ties alone may differ. */
const WHOLE_TOLERANCE = 0.05;

const dense: Method = { kind: 'dense' };
const INFERENCE: readonly Inference[] = [
  { engine: 'ours', worker: 'ours', method: dense, isStock: false, tolerance: FLOAT_TOLERANCE },
  {
    engine: 'ours-unfolded',
    worker: 'ours',
    method: { kind: 'unfolded' },
    isStock: false,
    tolerance: FLOAT_TOLERANCE,
    isForNets: true,
  },
  ...SPARSITIES.map(
    (sparsity): Inference => ({
      engine: `ours-sparse-${Math.round(100 * sparsity)}`,
      worker: 'ours',
      method: { kind: 'sparse', sparsity },
      isStock: false,
      tolerance: FLOAT_TOLERANCE,
    }),
  ),
  {
    engine: 'ours-int8',
    worker: 'ours',
    method: { kind: 'int8' },
    isStock: false,
    tolerance: WHOLE_TOLERANCE,
    isForNets: true,
  },
  {
    engine: 'ours-binary',
    worker: 'ours',
    method: { kind: 'signs' },
    isStock: false,
    tolerance: FLOAT_TOLERANCE,
    isForNets: true,
  },
  { engine: 'tfjs-wasm', worker: 'tfjs', method: dense, isStock: true, tolerance: FLOAT_TOLERANCE },
  { engine: 'onnxruntime-wasm', worker: 'onnx', method: dense, isStock: true, tolerance: FLOAT_TOLERANCE },
  {
    engine: 'onnxruntime-wasm-int8',
    worker: 'onnx',
    method: { kind: 'int8' },
    isStock: false,
    tolerance: INT8_TOLERANCE,
  },
];

const isTiled = ({ layer }: LayerShape) =>
  layer.kind === 'conv2d' && layer.kernelSize === 3 && (layer.stride ?? 1) === 1;

/** What convolutions of 3 x 3 are computed by. */
const CONVOLUTION: readonly Inference[] = [
  { engine: 'ours', worker: 'ours', method: dense, isStock: false, tolerance: FLOAT_TOLERANCE },
  ...([2, 4] as const).map(
    (side): Inference => ({
      engine: `ours-tiles-${side}`,
      worker: 'ours',
      method: { kind: 'tiles', side },
      isStock: false,
      tolerance: FLOAT_TOLERANCE,
    }),
  ),
  {
    engine: 'ours-im2col',
    worker: 'ours',
    method: { kind: 'unrolled' },
    isStock: false,
    tolerance: FLOAT_TOLERANCE,
  },
  ...INFERENCE.filter(({ isStock }) => isStock),
];

/** The groups of a bench, in the order in which they are measured. */
export function listGroups(options: BenchOptions): Group[] {
  const isWanted = ({ engine }: Contender) =>
    options.engines.length === 0 || options.engines.some((prefix) => engine.startsWith(prefix));
  const { nets, batch, mode } = options;
  const layersOf = (net: BenchOptions['nets'][number]) =>
    options.withLayers ? listLayers(MODEL_ZOO[net]) : [];
  const modes: { readonly [Mode in BenchOptions['mode']]: () => Group[] } = {
    train: () => nets.map((net) => createTraining(net, options)),
    infer: () =>
      nets.flatMap((net) => [
        createInference(net, batch, INFERENCE),
        ...layersOf(net).map((layer) => createInference(net, batch, INFERENCE, layer)),
      ]),
    roofs: () => [],
    winograd: () =>
      nets
        .filter((net) => listLayers(MODEL_ZOO[net]).some(isTiled))
        .flatMap((net) => [
          createInference(net, batch, CONVOLUTION),
          ...layersOf(net)
            .filter(isTiled)
            .map((layer) => createInference(net, batch, CONVOLUTION, layer)),
        ]),
  };
  const groups = modes[mode]();
  return groups.map((group) => ({ ...group, contenders: group.contenders.filter(isWanted) }));
}

function createTraining(net: BenchOptions['nets'][number], { batch, workers: counts }: BenchOptions): Group {
  const shared = { isStock: false, tolerance: FLOAT_TOLERANCE };
  const ours = counts.map((workers): Contender => {
    const task: Task = { kind: 'train', net, batch, workers, backend: 'wasm' };
    return { ...shared, engine: 'ours', workers, worker: 'ours', workerKey: `ours-${workers}`, task };
  });
  const stock = STOCK_BACKENDS.map((backend): Contender => {
    const engine = `tfjs-${backend}`;
    const task: Task = { kind: 'train', net, batch, workers: 1, backend };
    return { ...shared, engine, workers: 1, worker: 'tfjs', workerKey: engine, task, isStock: true };
  });
  const torch: Contender = {
    ...shared,
    ...{ engine: 'pytorch', workers: 1, worker: 'torch', workerKey: 'pytorch' },
    task: { kind: 'train', net, batch, workers: 1, backend: 'cpu' },
  };
  return { net, flopsPerImage: countTrainFlops(MODEL_ZOO[net]), contenders: [...ours, ...stock, torch] };
}

function createInference(
  net: BenchOptions['nets'][number],
  batch: number,
  rows: readonly Inference[],
  layer?: LayerShape,
): Group {
  const name = layer && 'name' in layer.layer ? layer.layer.name : undefined;
  const isFit = ({ isForNets = false }: Inference) => layer === undefined || !isForNets;
  const contenders = rows.filter(isFit).map(({ method, worker, isForNets: _, ...rest }): Contender => {
    const task: Task = { kind: 'infer', net, batch, method, ...(name !== undefined && { layer: name }) };
    return { ...rest, workers: 1, worker, workerKey: worker, task };
  });
  const flopsPerImage = countInferenceFlops(MODEL_ZOO[net], name);
  return { net, flopsPerImage, contenders, ...(name !== undefined && { layer: name }) };
}

/** Layers with weights, each shape once. */
export function listLayers(spec: ModelSpec): LayerShape[] {
  const seen = new Set<string>();
  return traceShapes(spec).filter(({ layer, input, output, tensors, macs }) => {
    const stride = 'stride' in layer ? (layer.stride ?? 1) : 1;
    const key = JSON.stringify([layer.kind, input, output, stride, tensors[0]?.shape]);
    if (macs === 0 || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
