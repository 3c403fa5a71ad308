/**
 * The map of a file against its decoder: regions without gaps, parts that agree, and fields that rebuild
 * every tensor.
 */
import { describe, expect, it } from 'vitest';
import type { FileField } from '../protocol/anatomy.ts';
import type { FileParts } from '../protocol/ledger.ts';
import type { ModelSpec } from '../spec/model.ts';
import { listTensors, sizeOf } from '../spec/shapes.ts';
import type { TensorSnapshot } from '../spec/tensors.ts';
import { type DissectedFile, dissectModel } from './anatomy.ts';
import { encodeModel } from './container.ts';

const SPEC: ModelSpec = {
  name: 'small',
  inputShape: [6, 6, 1],
  classes: 5,
  layers: [
    { kind: 'conv2d', name: 'conv', filters: 4, kernelSize: 3, padding: 'valid' },
    { kind: 'flatten' },
    { kind: 'dense', name: 'fc', units: 40 },
    { kind: 'dense', name: 'out', units: 5 },
  ],
};

/** A linear congruential generator: the test needs variety, not quality. */
function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

function createModel(seed: number, density: number, values: number) {
  const dice = createDice(seed);
  const tensors = listTensors(SPEC).map((info): TensorSnapshot => {
    const shared = Float32Array.from({ length: values }, () => Math.fround(dice() - 0.5));
    const isKernel = info.role === 'kernel';
    return {
      ...info,
      values: Float32Array.from({ length: sizeOf(info.shape) }, () => {
        if (isKernel && dice() > density) return 0;
        // Uneven, so that Huffman codes have something to gain.
        return values === 0 ? Math.fround(dice() - 0.5) : shared[Math.floor(dice() ** 2 * values)]!;
      }),
    };
  });
  return { spec: SPEC, tensors };
}

const CASES = [
  { density: 1, values: 0 },
  { density: 0.1, values: 0 },
  { density: 0.01, values: 0 },
  { density: 0.1, values: 5 },
  { density: 0.5, values: 16 },
  { density: 1, values: 4 },
  { density: 0.02, values: 2 },
  { density: 0, values: 3 },
] as const;
const CODINGS = ['raw', 'huffman', 'arithmetic'] as const;

const files = CASES.flatMap(({ density, values }, seed) =>
  CODINGS.map((coding) => {
    const model = createModel(seed + 1, density, values);
    return {
      name: `${density} of the weights, ${values || 'all'} values, ${coding}`,
      model,
      file: encodeModel(model, { coding }),
    };
  }),
);

function readAll({ anatomy, readFields }: DissectedFile, index: number): FileField[] {
  const { fields } = anatomy.regions[index]!;
  const pages = Array.from({ length: Math.ceil(fields / 1000) }, (_, page) =>
    readFields(index, page * 1000, 1000),
  );
  return pages.flatMap((page) => page.fields);
}

describe.each(files)('the map of $name', ({ model, file }) => {
  const { bytes, parts, tensors } = file;
  const dissected = dissectModel(bytes);
  const map = dissected.anatomy;

  it('covers every bit once', () => {
    let bit = 0;
    for (const region of map.regions) {
      expect(region.bit).toBe(bit);
      expect(region.bits).toBeGreaterThan(0);
      bit += region.bits;
    }
    expect(bit).toBe(bytes.length * 8);
  });

  it('gives each part the bytes that the encoder counted', () => {
    const sums: Record<keyof FileParts, number> = {
      header: 0,
      weights: 0,
      indices: 0,
      codebooks: 0,
      biases: 0,
    };
    for (const { part, bits } of map.regions) sums[part] += bits / 8;
    expect(sums).toEqual(parts);
    expect(map.tensors.map(({ encoding }) => encoding)).toEqual(tensors.map(({ encoding }) => encoding));
  });

  it('has fields that lie in their region, one after the other', () => {
    for (const [index, region] of map.regions.entries()) {
      const fields = readAll(dissected, index);
      expect(fields).toHaveLength(region.fields);
      let bit = region.bit;
      for (const field of fields) {
        expect(field.bit).toBeGreaterThanOrEqual(bit);
        bit = field.bit + field.bits;
      }
      expect(bit).toBeLessThanOrEqual(region.bit + region.bits);
      // Nothing but padding is left out.
      if (fields.length > 0 && region.kind !== 'network')
        expect(region.bit + region.bits - bit).toBeLessThan(8);
    }
  });

  it('has fields that rebuild each tensor', () => {
    for (const tensor of model.tensors) {
      const own = map.regions.flatMap((region, index) =>
        region.tensor === tensor.name && region.kind !== 'entry' ? [{ region, index }] : [],
      );
      if (own.some(({ region }) => region.kind.startsWith('arithmetic'))) continue;
      const values = new Float32Array(tensor.values.length);
      const places = new Set<number>();
      for (const { index } of own) {
        for (const { kind, place, value, number } of readAll(dissected, index)) {
          if (
            (kind === 'float' || kind === 'code') &&
            own.length > 0 &&
            place !== undefined &&
            value !== undefined
          )
            if (map.regions[index]!.kind !== 'codebook') values[place] = value;
          if (kind === 'gap' || kind === 'filler' || kind === 'list' || (kind === 'cell' && number === 1))
            places.add(place!);
        }
      }
      const anatomy = map.tensors.find(({ name }) => name === tensor.name)!;
      const [only] = anatomy.codebook;
      // A codebook of one value needs no codes.
      if (anatomy.codebook.length === 1)
        for (const place of places.size > 0 ? places : values.keys()) values[place] = only!;
      expect(values).toEqual(tensor.values);
      if (places.size > 0) expect(places.size).toBe(anatomy.entries);
    }
  });
});

describe('a region', () => {
  const { bytes } = encodeModel(createModel(3, 0.1, 5), { coding: 'huffman' });
  const { anatomy, readFields } = dissectModel(bytes);

  it('is read from any field on', () => {
    const index = anatomy.regions.findIndex(({ kind }) => kind === 'codes');
    const all = readFields(index, 0, 100).fields;
    expect(readFields(index, 7, 5)).toEqual({ from: 7, fields: all.slice(7, 12) });
    expect(readFields(index, 1e6, 5).fields).toEqual([]);
  });

  it('is refused where there is none, or where too much is asked for', () => {
    expect(() => readFields(999, 0, 1)).toThrow('region 999');
    expect(() => readFields(0, 0, 5000)).toThrow('4096');
  });

  it('of a damaged file has no map', () => {
    const damaged = bytes.slice();
    damaged[40]! ^= 1;
    expect(() => dissectModel(damaged)).toThrow('checksum');
  });
});
