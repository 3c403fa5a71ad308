import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { KernelModule } from '../../kernels/module.ts';
import {
  type IntegerNet,
  type IntegerNode,
  type IntegerValue,
  runIntegerNet,
} from '../../math/integernet.ts';
import { toExactMultiplier, toMultiplier } from '../../math/integerproduct.ts';
import type { LinearGrid } from '../../math/lineargrid.ts';
import { createStream } from '../../math/random.ts';
import { startKernels } from '../../testing/readylayers.ts';
import { IntegerPlan } from './plan.ts';

let kernels: KernelModule;

beforeAll(async () => {
  kernels = await startKernels();
});

interface Sizes {
  readonly height: number;
  readonly width: number;
  readonly channels: readonly [number, number, number];
  readonly kernel: readonly [number, number];
  readonly stride: number;
  readonly pad: readonly [number, number];
  readonly pool: number;
  readonly zeroPoint: number;
  readonly weight: number;
  readonly factor: number;
  readonly batch: number;
  readonly outputs: number;
}

const sizes: fc.Arbitrary<Sizes> = fc.record({
  height: fc.integer({ min: 5, max: 12 }),
  width: fc.integer({ min: 5, max: 12 }),
  channels: fc.tuple(
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 1, max: 19 }),
    fc.integer({ min: 1, max: 19 }),
  ),
  kernel: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
  stride: fc.integer({ min: 1, max: 3 }),
  pad: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })),
  pool: fc.integer({ min: 1, max: 3 }),
  zeroPoint: fc.integer({ min: 0, max: 255 }),
  weight: fc.constantFrom(1, 7, 127, 255),
  factor: fc.double({ min: 1e-9, max: 2, noNaN: true }),
  batch: fc.constantFrom(1, 2, 5),
  outputs: fc.integer({ min: 1, max: 37 }),
});

/** Whole numbers from -most to most. */
function drawWhole(key: string, count: number, most: number): number[] {
  const drawn = new Float32Array(count);
  createStream(61, key, count).fillUniform(drawn, -most - 0.5, most + 0.5);
  return Array.from(drawn, (each) => Math.round(each) + 0);
}

/** Values and nodes of a net that is drawn, and what adds layers with weights to it. */
function createDrawing({ pad, zeroPoint, weight, factor }: Sizes) {
  const values: IntegerValue[] = [];
  const nodes: IntegerNode[] = [];
  const grid: LinearGrid = { scale: 1, zeroPoint, least: 0, most: 255 };
  const place = (shape: readonly number[], own = grid) => values.push({ shape, grid: own }) - 1;
  const conv = (input: number, outputs: number, [height, width]: readonly [number, number], step: number) => {
    const [rows, columns, inputs] = values[input]!.shape as [number, number, number];
    const [top, left] = [Math.min(pad[0], height - 1), Math.min(pad[1], width - 1)];
    const out = (side: number, before: number, size: number) =>
      Math.floor((side + 2 * before - size) / step) + 1;
    const depth = height * width * inputs;
    const most = 2 * depth * weight * 255 + 1;
    const output = place([out(rows, top, height), out(columns, left, width), outputs]);
    nodes.push({
      ...{ op: 'conv', name: `conv${output}`, input, output, shape: [height, width, inputs, outputs] },
      weights: Int16Array.from(drawWhole(`w${output}`, depth * outputs, weight)),
      bias: Int32Array.from(drawWhole(`b${output}`, outputs, depth * weight * 100)),
      // Where no output is cut, and where sums are long and factors short.
      multipliers: Array.from({ length: outputs }, (_, at) =>
        toExactMultiplier(at % 2 === 0 ? 1 / (depth * weight) : factor / depth, most, 256),
      ),
      ...{ stride: step, top, left },
    });
    return output;
  };
  const dense = (input: number, outputs: number) => {
    const inputs = values[input]!.shape.reduce((product, side) => product * side, 1);
    const output = place([outputs]);
    nodes.push({
      ...{ op: 'dense', name: `dense${output}`, input, output, shape: [inputs, outputs] },
      weights: Int16Array.from(drawWhole(`w${output}`, inputs * outputs, weight)),
      bias: Int32Array.from(drawWhole(`b${output}`, outputs, 1000)),
      multipliers: Array.from({ length: outputs }, () =>
        toExactMultiplier(1 / (20 * weight), 2 * inputs * weight * 255, 256),
      ),
    });
    return output;
  };
  return { values, nodes, grid, place, conv, dense };
}

/** All kinds of nodes on random shapes: a convolution, a pool, two ways that are added, two layers. */
function drawNet(of: Sizes): IntegerNet {
  const { channels, stride, pool, zeroPoint, factor } = of;
  const { values, nodes, grid, place, conv, dense } = createDrawing(of);
  place([of.height, of.width, channels[0]]);
  const first = conv(0, channels[1], of.kernel, stride);
  const [rows, columns] = values[first]!.shape as [number, number];
  const sides = { height: pool, width: pool, stride: 1, top: pool - 1, left: pool >> 1 };
  const pooled = place([rows, columns, channels[1]]);
  nodes.push({ op: 'maxPool', name: 'max', input: first, output: pooled, ...sides });
  const [body, skip] = [conv(pooled, channels[2], [1, 1], 1), conv(first, channels[2], [1, 1], 1)];
  const moved = place(values[body]!.shape, { scale: 1, zeroPoint: 0, least: -32767, most: 32767 });
  nodes.push({
    op: 'rescale',
    name: 'move',
    input: body,
    output: moved,
    multiplier: toMultiplier(factor * 100),
  });
  const relu = { ...grid, least: zeroPoint };
  const sum = place(values[skip]!.shape, relu);
  const terms = [toMultiplier(factor), toMultiplier(7.3)] as const;
  nodes.push({
    op: 'add',
    name: 'sum',
    input: moved,
    other: skip,
    output: sum,
    terms,
    multiplier: toMultiplier(0.071),
  });
  const mean = place([Math.ceil(rows / 2), Math.ceil(columns / 2), channels[2]]);
  const counts = Array.from({ length: pool * pool }, (_, at) => toMultiplier(1.1 / (at + 1)));
  const half = { height: pool, width: pool, stride: 2, top: pool >> 1, left: 0 };
  nodes.push({ op: 'averagePool', name: 'mean', input: sum, output: mean, ...half, multipliers: counts });
  dense(dense(mean, of.outputs), 10);
  return { name: 'drawn', values, nodes };
}

describe('a plan of whole numbers', () => {
  it('gives the integers of the plain reference on random shapes, borders and padding included', () => {
    fc.assert(
      fc.property(sizes, (each) => {
        const net = drawNet(each);
        const size = net.values[0]!.shape.reduce((product, side) => product * side, 1);
        const channels = each.channels[0];
        const numbers = Uint8Array.from({ length: 256 * channels }, (_, at) => (at * 7 + (at >> 8)) % 256);
        const bytes = Uint8Array.from(drawWhole('bytes', each.batch * size, 127), (byte) => byte + 127);
        const before = kernels.reservedBytes;
        const plan = new IntegerPlan(kernels, { net, numbers }, each.batch);
        plan.run(bytes);
        const logits = plan.run(bytes);
        for (let image = 0; image < each.batch; image++) {
          const own = bytes.subarray(image * size, (image + 1) * size);
          const computed = runIntegerNet(
            net,
            own.map((byte, at) => numbers[(at % channels) * 256 + byte]!),
          );
          const isLast = image === each.batch - 1;
          computed.forEach((expected, id) => {
            if (id === computed.length - 1) {
              expect(logits.subarray(image * 10, (image + 1) * 10)).toEqual(expected);
            } else if (isLast || net.values[id]!.shape.length === 1) {
              expect([id, [...plan.readValue(id, image)]]).toEqual([id, [...expected]]);
            }
          });
        }
        plan.dispose();
        expect(kernels.reservedBytes).toBe(before);
      }),
      { numRuns: 30 },
    );
  });
});
