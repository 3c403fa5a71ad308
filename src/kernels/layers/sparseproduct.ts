/**
 * A dense layer that gets faster by pruning: the product of activations with weights of which only those that
 * are not zero are kept. For a single row, four outputs at a time share a vector: as lists, where each has
 * inputs of its own, or as blocks, where they share them. Blocks multiply zeros too, so they pay where a good
 * part of a block is filled.
 *
 * Outputs are grouped by the length of their lists, so that a vector's lanes end together; each is one sum in
 * a fixed order.
 */
import type { KernelModule } from '../module.ts';
import { FEW_ROWS } from './float.ts';
import { type FloatWeights, LayerMemory, type Product, type ReadyLayer } from './layer.ts';

/** Lanes of a vector. */
const LANES = 4;
/** Bytes of a vector. */
const GAP = 16;
/**
 * From this part of a block's weights on that are not zero, blocks beat lists: a step of theirs costs a third
 * of one of lists.
 */
const LEAST_FILL = 0.33;

/**
 * Up to so many weights for each input, rows are cheaper gathered for every weight than transposed for all.
 * In Chromium: between 0.5 and 1.
 */
const MOST_GATHERED = 0.8;

/** The inputs and weights of one output. */
interface List {
  readonly output: number;
  readonly inputs: number[];
  readonly weights: number[];
}

/** How a single row's weights are kept. */
export type SparseForm = 'lists' | 'blocks';

/**
 * @param form for single rows; without it, by how well blocks would be filled
 */
export function createSparseProduct(
  kernels: KernelModule,
  product: Product,
  weights: FloatWeights,
  form?: SparseForm,
): ReadyLayer {
  const lists = listWeights(weights.kernel, product.outputs);
  if (product.rows >= FEW_ROWS) return createMany(kernels, product, weights, lists);
  const groups = groupLists(lists);
  const isFilled = () => measureFill(groups) >= LEAST_FILL;
  const create = (form ?? (isFilled() ? 'blocks' : 'lists')) === 'blocks' ? createBlocks : createLists;
  return createFew(kernels, product, weights, groups, create);
}

export function listWeights(kernel: Float32Array, outputs: number): List[] {
  const lists = Array.from({ length: outputs }, (_, output): List => ({ output, inputs: [], weights: [] }));
  for (let at = 0, input = 0; at < kernel.length; input++) {
    for (let output = 0; output < outputs; output++, at++) {
      const value = kernel[at]!;
      if (value === 0) continue;
      const list = lists[output]!;
      list.inputs.push(input);
      list.weights.push(value);
    }
  }
  return lists;
}

/** Fours of lists of about the same length. */
function groupLists(lists: readonly List[]): (readonly List[])[] {
  const sorted = [...lists].sort((a, b) => b.inputs.length - a.inputs.length || a.output - b.output);
  return Array.from({ length: Math.ceil(sorted.length / LANES) }, (_, g) =>
    sorted.slice(g * LANES, (g + 1) * LANES),
  );
}

/** The part of all blocks' weights that are not zero. */
function measureFill(groups: readonly (readonly List[])[]): number {
  let [filled, blocks] = [0, 0];
  for (const group of groups) {
    blocks += new Set(group.flatMap(({ inputs }) => inputs)).size;
    filled += group.reduce((sum, { inputs }) => sum + inputs.length, 0);
  }
  return blocks === 0 ? 1 : filled / (LANES * blocks);
}

/** Addresses in memory: `runs` times `words` of them, the runs `stride` words apart. */
interface Addresses {
  readonly at: number;
  readonly runs: number;
  readonly words: number;
  readonly stride: number;
}

/** The groups of a layer, ready for a row at one place. */
interface Row {
  readonly multiply: (bias: number, places: number, relu: number) => void;
  /** Where the inputs are read. */
  readonly inputs: Addresses;
}

/** For a row at `x`. Lanes whose lists have ended read the address `zero`. */
type CreateRow = (
  kernels: KernelModule,
  memory: LayerMemory,
  groups: readonly (readonly List[])[],
  x: number,
  zero: number,
) => Row;

const createLists: CreateRow = (kernels, memory, groups, x, zero) => {
  const steps = Int32Array.from(groups, (group) => Math.max(...group.map(({ inputs }) => inputs.length)));
  const entries = new Int32Array(2 * LANES * steps.reduce((sum, each) => sum + each, 0));
  const values = new Float32Array(entries.buffer);
  let at = 0;
  for (const [g, group] of groups.entries()) {
    for (let step = 0; step < steps[g]!; step++, at += 2 * LANES) {
      for (let lane = 0; lane < LANES; lane++) {
        const input = group[lane]?.inputs[step];
        entries[at + lane] = input === undefined ? zero : x + 4 * input;
        values[at + LANES + lane] = group[lane]?.weights[step] ?? 0;
      }
    }
  }
  const [stepsAt, entriesAt] = [memory.keep(steps), memory.keep(entries)];
  const stride = 2 * LANES;
  return {
    multiply: (bias, places, relu) =>
      kernels.exports.multiplySparseLists(stepsAt, entriesAt, groups.length, bias, places, relu),
    inputs: { at: entriesAt, runs: entries.length / stride, words: LANES, stride },
  };
};

const createBlocks: CreateRow = (kernels, memory, groups, x) => {
  const blocks = groups.map((group) =>
    [...new Set(group.flatMap(({ inputs }) => inputs))].sort((a, b) => a - b),
  );
  const inputs = Int32Array.from(blocks.flat(), (input) => x + 4 * input);
  const values = new Float32Array(LANES * inputs.length);
  let first = 0;
  for (const [g, group] of groups.entries()) {
    const places = new Map(blocks[g]!.map((input, i) => [input, first + i]));
    for (const [lane, list] of group.entries()) {
      for (const [i, input] of list.inputs.entries())
        values[LANES * places.get(input)! + lane] = list.weights[i]!;
    }
    first += blocks[g]!.length;
  }
  const [steps, inputsAt, valuesAt] = [
    memory.keep(Int32Array.from(blocks, ({ length }) => length)),
    memory.keep(inputs),
    memory.keep(values),
  ];
  return {
    multiply: (bias, places, relu) =>
      kernels.exports.multiplySparseBlocks(steps, inputsAt, valuesAt, groups.length, bias, places, relu),
    inputs: { at: inputsAt, runs: 1, words: inputs.length, stride: inputs.length },
  };
};

/**
 * One row at a time. The lists hold addresses. A net's single row always lies at the same place, so they are
 * set to it once, and a pass is one call; where there are more rows, each is copied to where the lists point.
 */
function createFew(
  kernels: KernelModule,
  { rows, inputs, outputs }: Product,
  weights: FloatWeights,
  groups: readonly (readonly List[])[],
  create: CreateRow,
): ReadyLayer {
  const memory = new LayerMemory(kernels);
  const isSingle = rows === 1;
  // A zero for lanes that have ended and a place for lanes without an output, each before a row, so that
  // neither lies within one.
  const zero = memory.reserve(GAP + (isSingle ? 0 : 4 * inputs));
  const spare = memory.reserve(GAP + (isSingle ? 0 : 4 * outputs));
  let [from, to] = [zero + GAP, spare + GAP];
  const row = create(kernels, memory, groups, from, zero);
  const order = groups.flatMap((group) => [0, 1, 2, 3].map((lane) => group[lane]?.output));
  const places = memory.keep(
    Int32Array.from(order, (output) => (output === undefined ? spare : to + 4 * output)),
  );
  const results: Addresses = { at: places, runs: 1, words: order.length, stride: order.length };
  const bias = memory.keep(Float32Array.from(order, (output) => weights.bias[output ?? outputs] ?? 0));
  const relu = Number(weights.relu);
  const { placeImage } = kernels.exports;
  const runSingle = (x: number, y: number): void => {
    if (x !== from) move(kernels, row.inputs, x - from, zero);
    if (y !== to) move(kernels, results, y - to, spare);
    [from, to] = [x, y];
    row.multiply(bias, places, relu);
  };
  const runEach = (x: number, y: number): void => {
    for (let i = 0; i < rows; i++) {
      placeImage(x + 4 * i * inputs, 1, 1, inputs, from, 0, 0, 1, 1);
      row.multiply(bias, places, relu);
      placeImage(to, 1, 1, outputs, y + 4 * i * outputs, 0, 0, 1, 1);
    }
  };
  return { run: isSingle ? runSingle : runEach, dispose: memory.dispose };
}

/** Adds `by` bytes to all addresses but `fixed`. */
function move(
  kernels: KernelModule,
  { at, runs, words, stride }: Addresses,
  by: number,
  fixed: number,
): void {
  const { buffer } = kernels.floats();
  const all = new Uint32Array(buffer, at, runs * stride);
  for (let run = 0; run < runs; run++) {
    for (let i = run * stride; i < run * stride + words; i++) if (all[i] !== fixed) all[i] = all[i]! + by;
  }
}

function createMany(
  kernels: KernelModule,
  { rows, inputs, outputs }: Product,
  weights: FloatWeights,
  lists: readonly List[],
): ReadyLayer {
  const memory = new LayerMemory(kernels);
  const count = lists.reduce((sum, list) => sum + list.weights.length, 0);
  const isInPlace = count <= MOST_GATHERED * inputs;
  const { starts, entries } = keepLists(memory, lists, (input) => (isInPlace ? 4 : 128) * input);
  const bias = memory.keep(weights.bias);
  const room = memory.reserve(isInPlace ? 64 : 128 * (inputs + outputs));
  const relu = Number(weights.relu);
  const multiply = isInPlace ? kernels.exports.multiplySparseRowsInPlace : kernels.exports.multiplySparseRows;
  return {
    run: (x, y) => multiply(x, starts, entries, y, rows, inputs, outputs, room, bias, relu),
    dispose: memory.dispose,
  };
}

/** Lists one after the other, an entry being a place and a weight; and where each list starts. */
export function keepLists(
  memory: LayerMemory,
  lists: readonly Pick<List, 'inputs' | 'weights'>[],
  toPlace: (input: number) => number,
): { starts: number; entries: number } {
  const starts = new Int32Array(lists.length + 1);
  for (const [i, { inputs }] of lists.entries()) starts[i + 1] = starts[i]! + inputs.length;
  const entries = new Int32Array(2 * starts[lists.length]!);
  const values = new Float32Array(entries.buffer);
  let at = 0;
  for (const { inputs, weights } of lists) {
    for (const [i, input] of inputs.entries()) {
      entries[at] = toPlace(input);
      values[at + 1] = weights[i]!;
      at += 2;
    }
  }
  return { starts: memory.keep(starts), entries: memory.keep(entries) };
}
