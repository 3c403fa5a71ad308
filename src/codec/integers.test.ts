import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStream } from '../math/random.ts';
import { listTensors } from '../spec/shapes.ts';
import type { TensorGrid } from '../spec/tensors.ts';
import type { Coding } from '../techniques/code/stage.ts';
import { describeModel, frameFile } from '../testing/modelfiles.ts';
import { CODINGS, layerOf } from '../testing/storelayer.ts';
import { dissectModel } from './anatomy.ts';
import { decodeModel, encodeModel } from './container.ts';
import { ModelFileError } from './modelfileerror.ts';

interface Case {
  readonly rows: number;
  readonly columns: number;
  readonly grid: TensorGrid;
  readonly values: Float32Array;
}

/** A layer that lies on a grid: by tensor, unit or group; `kept` of the values are not at the zero point. */
function drawCase(
  { rows, columns, bits, kind }: { rows: number; columns: number; bits: number; kind: number },
  kept: number,
  seed: number,
): Case {
  const stream = createStream(seed, 'integers');
  const size = rows * columns;
  const groupSize = kind === 2 ? Math.max(1, Math.floor(size / 3)) : undefined;
  const count = kind === 0 ? 1 : groupSize === undefined ? columns : Math.ceil(size / groupSize);
  const scales = Float32Array.from(
    { length: count },
    () => 2 ** (stream.nextBelow(40) - 30) * (1 + stream.nextFloat()),
  );
  const zeroPoints = Float32Array.from({ length: count }, () =>
    seed % 3 === 0 ? 2 ** (bits - 1) : seed % 3 === 1 ? 0.5 : stream.nextBelow(2 ** (bits + 1)) / 2,
  );
  const values = Float32Array.from({ length: size }, (_, place) => {
    const index = groupSize === undefined ? place % count : Math.floor(place / groupSize);
    const integer = stream.nextFloat() < kept ? stream.nextBelow(2 ** bits) : Math.floor(zeroPoints[index]!);
    return scales[index]! * (integer - zeroPoints[index]!);
  });
  const grid = {
    tensor: 'd/kernel',
    bits,
    scales,
    zeroPoints,
    ...(groupSize !== undefined && { groupSize }),
  };
  return { rows, columns, grid, values };
}

function store({ rows, columns, grid, values }: Case, coding: Coding) {
  const spec = layerOf(rows, columns);
  const tensors = [{ ...listTensors(spec)[0]!, values }];
  return encodeModel({ spec, tensors, grids: [grid] }, { coding });
}

const toPatterns = (values: Float32Array) => [
  ...new Uint32Array(values.buffer, values.byteOffset, values.length),
];

const sides = fc.record({
  rows: fc.integer({ min: 1, max: 12 }),
  columns: fc.integer({ min: 2, max: 12 }),
  bits: fc.integer({ min: 1, max: 16 }),
  kind: fc.integer({ min: 0, max: 2 }),
});

describe('integers on a grid', () => {
  it.each(CODINGS)('come back to the bit with their grid, in the %s coding', (coding) => {
    fc.assert(
      fc.property(sides, fc.constantFrom(0, 0.1, 0.5, 1), fc.nat(), (shape, kept, seed) => {
        const drawn = drawCase(shape, kept, seed);
        const file = store(drawn, coding);
        expect(file.tensors[0]!.encoding).toBe('integers');
        const read = decodeModel(file.bytes);
        expect(toPatterns(read.tensors[0]!.values)).toEqual(toPatterns(drawn.values));
        expect(read.grids).toEqual([drawn.grid]);
        expect(encodeModel(read).bytes).toEqual(file.bytes);
        const { regions } = dissectModel(file.bytes).anatomy;
        expect(regions.reduce((sum, { bits }) => sum + bits, 0)).toBe(8 * file.bytes.length);
      }),
      { numRuns: 100 },
    );
  });

  it('lie in the file as FORMAT.md says', () => {
    const grid = {
      tensor: 'd/kernel',
      bits: 3,
      scales: Float32Array.of(0.5, 2),
      zeroPoints: Float32Array.of(4, 0.5),
    };
    // q by rows: 0 7 | 4 0 | 5 1; less the zero points -4 6.5 | 0 -0.5 | 1 0.5, times the scales.
    const values = Float32Array.of(-2, 13, 0, -1, 0.5, 1);
    const { bytes, parts } = store({ rows: 3, columns: 2, grid, values }, 'arithmetic');
    const stream = [
      ...[3, 2, 0, 2],
      ...[0, 0, 0, 0x3f, 0, 0, 0, 0x40],
      // Twice the zero points in four bits: 8 and 1.
      0b1000_0001,
      // 000 111 100 000 101 001.
      ...[0b00011110, 0b00001010, 0b01000000],
    ];
    const front = describeModel(JSON.stringify(layerOf(3, 2)));
    expect([...bytes]).toEqual([...frameFile([...front, 6, stream.length, ...stream])]);
    expect(parts).toMatchObject({ codebooks: 13, weights: 3, indices: 0 });
  });

  it('have fields that tell each weight', () => {
    for (const coding of CODINGS) {
      const drawn = drawCase({ rows: 40, columns: 10, bits: 4, kind: 1 }, coding === 'raw' ? 1 : 0.2, 3);
      const { anatomy, readFields } = dissectModel(store(drawn, coding).bytes);
      const fields = anatomy.regions.map((region, index) => ({ region, ...readFields(index, 0, 4096) }));
      const kinds = fields.map(({ region }) => region.kind);
      expect(kinds).toEqual(expect.arrayContaining(['gridHead', 'scales', 'zeroPoints']));
      const weights = fields
        .flatMap((each) => each.fields)
        .filter(({ kind }) => kind === 'integer' || kind === 'code');
      for (const { place, value } of weights) expect(value).toBe(drawn.values[place!]);
      if (!kinds.includes('arithmeticCodes')) expect(weights.length).toBeGreaterThan(50);
    }
  });

  it('are stored as something else where a value is beside the grid', () => {
    const drawn = drawCase({ rows: 30, columns: 4, bits: 4, kind: 1 }, 1, 3);
    for (const wrong of [Math.fround(drawn.values[5]! * 1.0000002), -0, Number.NaN]) {
      const values = drawn.values.slice();
      values[5] = wrong;
      const file = store({ ...drawn, values }, 'raw');
      expect(file.tensors[0]!.encoding).not.toBe('integers');
      expect(toPatterns(decodeModel(file.bytes).tensors[0]!.values)).toEqual(toPatterns(values));
      expect(decodeModel(file.bytes).grids).toBeUndefined();
    }
    for (const change of [
      { bits: 3 },
      { bits: 17 },
      { scales: drawn.grid.scales.slice(1) },
      { zeroPoints: drawn.grid.zeroPoints.map((each) => each + 0.25) },
      { groupSize: 7 },
    ]) {
      const file = store({ ...drawn, grid: { ...drawn.grid, ...change } }, 'raw');
      expect(file.tensors[0]!.encoding).not.toBe('integers');
    }
  });

  it('take the bits that they have, and less where most are zero or few are used', () => {
    const size = (bits: number, kept: number, coding: Coding) =>
      store(drawCase({ rows: 100, columns: 64, bits, kind: 0 }, kept, 3), coding).tensors[0]!.fileBytes;
    const head = 3 + 1 + 4 + 2;
    for (const bits of [4, 8]) expect(size(bits, 1, 'raw')).toBeLessThanOrEqual(head + (6400 * bits) / 8);
    expect(size(8, 0.05, 'raw')).toBeLessThan(0.4 * 6400);
    expect(size(8, 0.05, 'arithmetic')).toBeLessThan(size(8, 0.05, 'raw'));
  });
});

describe('a damaged stream of integers', () => {
  const front = describeModel(JSON.stringify(layerOf(2, 2)));
  const one = [0, 0, 0x80, 0x3f];

  function read(...stream: number[]): string {
    try {
      decodeModel(frameFile([...front, 6, stream.length, ...stream]));
      return 'taken';
    } catch (error) {
      expect(error).toBeInstanceOf(ModelFileError);
      return (error as Error).message;
    }
  }

  it('is refused in a sentence', () => {
    expect(read(2, 0, 0, 1, ...one, 0, 0b00011011)).toBe('taken');
    expect(read(2, 1, 0, 3, ...one, ...one, 0, 0b00011011)).toBe('taken');
    expect(read(0, 0, 0, 1, ...one, 0, 0)).toContain('in 0 bits, not 1 to 16');
    expect(read(17, 0, 0, 1, ...one, 0, 0)).toContain('in 17 bits');
    expect(read(2, 4, 0, 1, ...one, 0, 0)).toContain('scales of form 4, not 0 to 3');
    expect(read(2, 0, 1, 1, ...one, 0, 0)).toContain('in coding 1, which there is not');
    expect(read(2, 0, 5, 1, ...one, 0, 0)).toContain('in coding 5');
    expect(read(2, 0, 0, 3, ...one, 0, 0)).toContain('scales for 3 of 4 values');
    expect(read(2, 0, 0, 0, 0, 0)).toContain('scales for 0 of 4 values');
    expect(read(2, 1, 0, 4, ...one, 0, 0)).toContain('groups of 4 of 4 values');
    expect(read(2, 1, 0, 0, 0)).toContain('groups of 0');
    expect(read(2, 0, 0, 4, ...one, 0, 0)).toContain('the scales of d/kernel takes 16 bytes');
    expect(read(2, 0, 0, 1, 0, 0, 0x80, 0xbf, 0, 0)).toContain('a scale that is not a positive number');
    expect(read(2, 0, 0, 1, 0, 0, 0x80, 0x7f, 0, 0)).toContain('a scale that is not a positive number');
    expect(read(2, 0, 0, 1, ...one, 8, 0)).toContain('the zero point 4 of d/kernel, beyond 2 bits');
    expect(read(2, 2, 0, 2, ...one, ...one, 0b01001000, 0)).toContain('one zero point of d/kernel for each');
    expect(read(2, 0, 0, 1, ...one, 0)).toContain('the integers of d/kernel takes 1 bytes and 0 are left');
    expect(read(2, 0, 0, 1, ...one, 0, 0, 0)).toContain('1 bytes left over after the integers');
    expect(read(1, 0, 0, 1, ...one, 0, 0b11110001)).toContain('bits set after the integers');
    // Differences that no integer has: 2.0 beyond one bit, 0.5 between two, -0.
    expect(read(1, 0, 2, 1, ...one, 0, 1, 2, 0x40, 0)).toContain('holds the integer 2 in d/kernel');
    expect(read(1, 0, 2, 1, ...one, 0, 1, 8, 0x3f, 0)).toContain('holds the integer 0.5 in d/kernel');
    expect(read(1, 0, 2, 1, ...one, 0, 1, 1, 0x80, 0)).toContain('holds the integer 0 in d/kernel');
    expect(read(1, 0, 3, 1, ...one, 0, 0)).toContain('in Huffman codes, and all of it is zero');
  });

  it('never ends in anything but a refusal or a tensor', () => {
    const stream = createStream(8, 'damaged integers');
    const pool = [0, 1, 2].flatMap((kind) =>
      CODINGS.map((coding) => {
        const drawn = drawCase({ rows: 25, columns: 20, bits: 3, kind }, 0.3, 3 + kind);
        const { bytes, tensors } = store(drawn, coding);
        return [...bytes.subarray(bytes.length - tensors[0]!.fileBytes)];
      }),
    );
    const long = describeModel(JSON.stringify(layerOf(25, 20)));
    let taken = 0;
    for (let round = 0; round < 1500; round++) {
      const bytes = [...pool[stream.nextBelow(pool.length)]!];
      const at = stream.nextBelow(stream.nextBelow(2) === 0 ? bytes.length : 16);
      bytes.splice(at, stream.nextBelow(3), ...(stream.nextBelow(3) === 0 ? [] : [stream.nextBelow(256)]));
      const length = bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7];
      try {
        const read = decodeModel(frameFile([...long, 6, ...length, ...bytes]));
        expect(decodeModel(encodeModel(read).bytes).tensors).toEqual(read.tensors);
        taken++;
      } catch (error) {
        if (!(error instanceof ModelFileError)) throw error;
      }
    }
    expect(taken).toBeGreaterThan(50);
  });
});

describe('weights of one and two bits that are on no grid', () => {
  it('take about a bit, and ternary ones what their zeros leave', () => {
    const spec = layerOf(200, 100);
    const stream = createStream(4, 'ternary');
    const bitsOf = (draw: () => number) => {
      const tensors = [{ ...listTensors(spec)[0]!, values: Float32Array.from({ length: 20_000 }, draw) }];
      return (8 * encodeModel({ spec, tensors }, { coding: 'arithmetic' }).tensors[0]!.fileBytes) / 20_000;
    };
    // +-E, and {-a, 0, b} with zeros in half and in nine tenths of the places: entropies of 1, 1.5 and 0.57
    // bits.
    expect(bitsOf(() => (stream.nextFloat() < 0.5 ? 0.0371 : -0.0371))).toBeLessThan(1.01);
    const ternary = (zeros: number) => () =>
      stream.nextFloat() < zeros ? 0 : stream.nextFloat() < 0.5 ? -0.051 : 0.067;
    expect(bitsOf(ternary(0.5))).toBeLessThan(1.54);
    expect(bitsOf(ternary(0.9))).toBeLessThan(0.61);
  });
});
