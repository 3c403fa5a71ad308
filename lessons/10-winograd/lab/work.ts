/**
 * What the layers of 3 x 3 of a net take, directly and in tiles: products, operations, instructions of the
 * lab's own kernels, and bytes of weights.
 */
import { countTile } from '../../../src/math/winograd/tile.ts';
import { deriveTransforms } from '../../../src/math/winograd/transforms.ts';
import type { ModelSpec } from '../../../src/spec/model.ts';
import { traceShapes } from '../../../src/spec/shapes.ts';

export type TileSide = 2 | 4;
export const TILE_SIDES = [2, 4] as const;

/** A convolution of 3 x 3 with a stride of one. */
export interface TiledLayer {
  readonly layer: string;
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  readonly outputs: number;
}

export interface LayerWork {
  /** Multiply-accumulates of the direct convolution. */
  readonly macs: number;
  /** Products in tiles, each with its addition. */
  readonly products: number;
  /** Vector operations, four lanes at a time: multiplications and additions alone. */
  readonly directOperations: number;
  readonly tileOperations: number;
  /** Vector instructions of the lab's kernels, loads and stores among them. */
  readonly directInstructions: number;
  readonly tileInstructions: number;
  /** Of float32 weights, as they are and transformed. */
  readonly directBytes: number;
  readonly tileBytes: number;
}

/** Of one tile and channel. */
const PRODUCTS: Readonly<Record<TileSide, number>> = {
  2: countTile(deriveTransforms(2, 3)).products,
  4: countTile(deriveTransforms(4, 3)).products,
};
const LANES = 4;
const FLOAT_BYTES = 4;
/**
 * A step of the products' loop makes 4 x 8 sums: two loads of weights, four of inputs, eight products, eight
 * sums.
 */
const STEP = { products: 32, instructions: 22 };

/**
 * What one tile takes for four channels on its way in, and for four outputs on its way out, as the kernels do
 * it: sums that two rows of a matrix share are made once; bias and ReLU are counted.
 */
const TRANSFORMS: Readonly<
  Record<TileSide, { readonly [Way in 'in' | 'out']: { operations: number; all: number } }>
> = {
  2: { in: { operations: 32, all: 80 }, out: { operations: 32, all: 60 } },
  4: { in: { operations: 228, all: 372 }, out: { operations: 162, all: 294 } },
};

export function listTiledLayers(spec: ModelSpec): TiledLayer[] {
  return traceShapes(spec).flatMap(({ layer, input, output }) => {
    if (layer.kind !== 'conv2d' || layer.kernelSize !== 3 || (layer.stride ?? 1) !== 1) return [];
    const [rows, columns, outputs] = output as [number, number, number];
    return [{ layer: layer.name, rows, columns, channels: input[2] ?? 0, outputs }];
  });
}

export function countWork({ rows, columns, channels, outputs }: TiledLayer, side: TileSide): LayerWork {
  const tiles = Math.ceil(rows / side) * Math.ceil(columns / side);
  const pairs = channels * outputs;
  const macs = 9 * rows * columns * pairs;
  const products = PRODUCTS[side] * tiles * pairs;
  const { in: before, out: after } = TRANSFORMS[side];
  const [inputs, sums] = [channels, outputs].map((each) => tiles * Math.ceil(each / LANES)) as [
    number,
    number,
  ];
  const toInstructions = (count: number) => (count / STEP.products) * STEP.instructions;
  return {
    macs,
    products,
    directOperations: (2 * macs) / LANES,
    tileOperations: (2 * products) / LANES + inputs * before.operations + sums * after.operations,
    directInstructions: toInstructions(macs),
    tileInstructions: toInstructions(products) + inputs * before.all + sums * after.all,
    directBytes: FLOAT_BYTES * 9 * pairs,
    tileBytes: (FLOAT_BYTES * products) / tiles,
  };
}

/** All layers together. */
export function sumWork(layers: readonly TiledLayer[], side: TileSide): LayerWork {
  const all = layers.map((each) => countWork(each, side));
  const sum = (key: keyof LayerWork) => all.reduce((total, each) => total + each[key], 0);
  return {
    macs: sum('macs'),
    products: sum('products'),
    directOperations: sum('directOperations'),
    tileOperations: sum('tileOperations'),
    directInstructions: sum('directInstructions'),
    tileInstructions: sum('tileInstructions'),
    directBytes: sum('directBytes'),
    tileBytes: sum('tileBytes'),
  };
}

/** How many times faster each way of counting says that tiles are. */
export const COUNTS = ['promised', 'operations', 'instructions'] as const;

export function countGains(work: LayerWork): Readonly<Record<(typeof COUNTS)[number], number>> {
  return {
    promised: work.macs / work.products,
    operations: work.directOperations / work.tileOperations,
    instructions: work.directInstructions / work.tileInstructions,
  };
}
