/** What each kind of layer becomes in a net of whole numbers, or why it cannot. */
import { toMultiplier } from '../../math/integerproduct.ts';
import { type LinearGrid, toLinearGrid } from '../../math/lineargrid.ts';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import type { Conv2dSpec } from '../../spec/layers/convolution.ts';
import type { DenseSpec } from '../../spec/layers/dense.ts';
import type { AveragePoolSpec, MaxPoolSpec } from '../../spec/layers/pool.ts';
import type { LayerKind, LayerOf, LayerSpec } from '../../spec/layers/table.ts';
import { type LayerShape, padSide } from '../../spec/shapes.ts';
import { readNorm } from '../../techniques/foldnorm/values.ts';
import type { Flow, IntegerNetParts, Placed, ReadySums, Sums } from './flow.ts';
import { toQuantizerGrid } from './grids.ts';
import { NoIntegerForm } from './noform.ts';
import { readWeights, scaleOutputs, toProducts, type WholeWeights } from './weights.ts';

/** A layer's place in the net that grows. */
export interface Building {
  readonly parts: IntegerNetParts;
  readonly model: ModelSnapshot;
  readonly shape: LayerShape;
  /** The layer's name, or its path where it has none. */
  readonly label: string;
  /** What the lists of layers inside this one make of its input. */
  readonly buildNested: (input: Placed) => readonly Flow[];
}

type Build<Spec> = (flow: Flow, layer: Spec, building: Building) => Flow;

const BUILDS: { readonly [Kind in LayerKind]: Build<LayerOf<Kind>> } = {
  conv2d: (flow, layer, building) => {
    const { kernelSize, stride = 1, padding = 'valid' } = layer;
    const { shape } = building;
    const sides = toSides(shape, kernelSize, stride, padding);
    const size = shape.tensors[0]!.shape as readonly [number, number, number, number];
    return multiply(flow, layer, building, (input, products, multipliers) => ({
      ...{ op: 'conv', input, shape: size, ...sides, multipliers },
      ...{ weights: products.weights, bias: products.bias },
    }));
  },
  dense: (flow, layer, building) => {
    const size = building.shape.tensors[0]!.shape as readonly [number, number];
    return multiply(flow, layer, building, (input, products, multipliers) => ({
      ...{ op: 'dense', input, shape: size, multipliers },
      ...{ weights: products.weights, bias: products.bias },
    }));
  },
  depthwiseConv2d: (_, { name }) => refuse(`${name} convolves each channel by itself`),
  batchNorm: (flow, { name }, { model }) => {
    if (flow.kind === 'value' || flow.weights === undefined || flow.relu)
      throw new NoIntegerForm(
        `${name} has no convolution or dense layer right before it that could take it in`,
      );
    const { factors, shifts } = readNorm(name, (tensor) => readTensor(model, tensor));
    return { ...flow, weights: scaleOutputs(flow.weights, factors, shifts) };
  },
  relu: (flow, _, { parts, label }) =>
    flow.kind === 'sums' ? { ...flow, relu: true } : { ...moveValue(parts, flow, label), relu: true },
  quantizeActivation: (flow, layer, { parts, model }) => {
    const grid = toQuantizerGrid(layer, (tensor) => readTensor(model, tensor));
    if (flow.kind === 'sums') return parts.rescale(flow, grid);
    const own = parts.values[flow.id]!.grid;
    const isSame = own.scale === grid.scale && own.zeroPoint === grid.zeroPoint;
    if (isSame && own.least >= grid.least && own.most <= grid.most) return flow;
    return parts.rescale(moveValue(parts, flow, layer.name), grid);
  },
  binarizeActivation: (_, __, { label }) => refuse(`${label} gives signs`),
  quantizeGradient: (flow) => flow,
  fixedPoint: (_, { name }) => refuse(`${name} gives numbers of 16 bits`),
  smallFloat: (flow, { name, activations }) =>
    activations === 'fp32' ? flow : refuse(`${name} gives floats`),
  dropout: (flow) => flow,
  flatten: (flow, _, { parts, label }) => parts.toValue(flow, label),
  maxPool: (flow, { size, stride, padding = 'valid' }, { parts, shape, label }) => {
    const { id: input } = parts.toValue(flow, label);
    const { grid } = parts.values[input]!;
    const node = { op: 'maxPool', input, height: size, width: size } as const;
    const sides = toSides(shape, size, stride, padding);
    return parts.add({ ...node, ...sides }, label, { shape: shape.output, grid });
  },
  averagePool: (flow, { size, stride, padding = 'valid' }, building) =>
    average(flow, building, { height: size, width: size, ...toSides(building.shape, size, stride, padding) }),
  globalAveragePool: (flow, _, building) => {
    const [height = 1, width = 1] = building.shape.input;
    return average(flow, building, { height, width, stride: 1, top: 0, left: 0 });
  },
  inputScaled: (_, { name }) => refuse(`${name} multiplies by how large its inputs are`),
  residual: (flow, layer, building) => {
    const [body, shortcut] = building.buildNested(building.parts.toValue(flow, layer.name));
    return addTerms(body!, shortcut!, building);
  },
  branches: (flow, layer, building) => {
    if (layer.join === 'concat') return refuse(`${layer.name} puts values of several grids side by side`);
    const [first, ...others] = building.buildNested(building.parts.toValue(flow, layer.name));
    return others.reduce((sum, other) => addTerms(sum, other, building), first!);
  },
};

/** What a layer makes of what flows into it. */
export function buildLayer(flow: Flow, layer: LayerSpec, building: Building): Flow {
  return (BUILDS[layer.kind] as Build<LayerSpec>)(flow, layer, building);
}

function refuse(problem: string): never {
  throw new NoIntegerForm(`${problem}, which has no form in whole numbers`);
}

function readTensor({ tensors, spec }: ModelSnapshot, wanted: string): Float32Array {
  const found = tensors.find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`${spec.name} has no tensor named ${wanted}`);
  return found.values;
}

type Padding = Parameters<typeof padSide>[3];

function toSides({ input }: LayerShape, size: number, stride: number, padding: Padding) {
  const [rows, columns] = [0, 1].map((axis) => padSide(input[axis]!, size, stride, padding).before);
  return { stride, top: rows!, left: columns! };
}

function toReach({ least, most, zeroPoint }: LinearGrid): number {
  return Math.max(zeroPoint - least, most - zeroPoint);
}

type Products = ReturnType<typeof toProducts>;

function multiply(
  flow: Flow,
  layer: Conv2dSpec | DenseSpec,
  { parts, model, shape }: Building,
  toNode: (
    input: number,
    products: Products,
    multipliers: Parameters<ReadySums['toNode']>[0],
  ) => ReturnType<ReadySums['toNode']>,
): Sums {
  const { name } = layer;
  const weights = readWeights(model, layer, shape.tensors[0]!.units);
  const { id: input } = parts.toValue(flow, name);
  const { grid } = parts.values[input]!;
  const finish = (changed: WholeWeights | undefined): ReadySums => {
    const products = toProducts(changed!, { scale: grid.scale, reach: toReach(grid), name });
    const { steps, most } = products;
    return { steps, most, toNode: (multipliers) => toNode(input, products, multipliers) };
  };
  return { kind: 'sums', name, shape: shape.output, relu: false, weights, finish };
}

/** A value as sums of one term, to be put on another grid. */
function moveValue(parts: IntegerNetParts, { id: input }: Placed, name: string): Sums {
  const { shape, grid } = parts.values[input]!;
  const finish = (): ReadySums => ({
    steps: [grid.scale],
    most: [toReach(grid)],
    toNode: ([multiplier]) => ({ op: 'rescale', input, multiplier: multiplier! }),
  });
  return { kind: 'sums', name, shape, relu: false, own: grid, finish };
}

type Windows = Pick<MaxPoolSpec | AveragePoolSpec, 'stride'> & {
  readonly height: number;
  readonly width: number;
  readonly top: number;
  readonly left: number;
};

function average(flow: Flow, { parts, shape, label }: Building, windows: Windows): Sums {
  const { id: input } = parts.toValue(flow, label);
  const { grid } = parts.values[input]!;
  const { scale, zeroPoint, least, most } = grid;
  const counts = Array.from({ length: windows.height * windows.width }, (_, at) => at + 1);
  const finish = (): ReadySums => ({
    steps: counts.map((count) => scale / count),
    most: counts.map((count) => count * toReach(grid)),
    toNode: (multipliers) => ({ op: 'averagePool', input, ...windows, multipliers }),
  });
  const range = { low: (least - zeroPoint) * scale, high: (most - zeroPoint) * scale };
  const own = toLinearGrid(range, 8, 'asymmetric');
  return { kind: 'sums', name: label, shape: shape.output, relu: false, own, finish };
}

/**
 * Sums of two values keep within so many steps, of which all 31 bits of a multiplier are exact in a double.
 */
const MOST_SUM = 2 ** 21;

function addTerms(first: Flow, second: Flow, { parts, shape, label }: Building): Sums {
  const [input, other] = [parts.toTerm(first).id, parts.toTerm(second).id];
  const [a, b] = [parts.values[input]!.grid, parts.values[other]!.grid];
  const coarse = Math.max(a.scale, b.scale);
  const steps = coarse / 2 ** Math.floor(Math.log2(MOST_SUM / (toReach(a) + toReach(b))));
  const finish = (): ReadySums => ({
    steps: [steps],
    most: [MOST_SUM],
    toNode: ([multiplier]) => ({
      op: 'add',
      input,
      other,
      terms: [toMultiplier(a.scale / steps), toMultiplier(b.scale / steps)],
      multiplier: multiplier!,
    }),
  });
  return { kind: 'sums', name: label, shape: shape.output, relu: false, finish };
}
