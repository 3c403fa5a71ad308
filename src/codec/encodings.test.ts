import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeEntropy } from '../math/entropy.ts';
import { clusterValues } from '../math/kmeans.ts';
import { createStream } from '../math/random.ts';
import { listTensors, sizeOf } from '../spec/shapes.ts';
import type { TensorSnapshot } from '../spec/tensors.ts';
import { MODEL_ZOO } from '../spec/zoo.ts';
import type { Coding } from '../techniques/code/stage.ts';
import { fillTensors, shareTensors, TINY_SPEC } from '../testing/modelfiles.ts';
import { CODINGS, layerOf, storeLayer } from '../testing/storelayer.ts';
import { decodeModel, encodeModel } from './container.ts';
import { hashWeights } from './hash.ts';

describe('a shared tensor', () => {
  it('lies in the file as FORMAT.md says: codebook, method, bitmap, codes', () => {
    const values = [0, 0.31, 0, 0, -0.7, 0.31, 0, 0, 0, 0.31];
    const { encoding, stream, parts } = storeLayer(5, 2, values, 'raw');
    expect(encoding).toBe('shared');
    expect(stream).toEqual([
      ...[2, 32, 0xbf, 0x33, 0x33, 0x33, 0x3e, 0x9e, 0xb8, 0x52],
      1,
      ...[0b01001100, 0b01000000],
      0b10110000,
    ]);
    expect(parts).toMatchObject({ codebooks: 10, indices: 3, weights: 1, biases: 0 });
  });

  it('writes a codebook on a grid as its step and multiples', () => {
    // -0.2, 0.1 and 0.4 are -2, 1 and 4 times 0.1: folded 3, then steps of 3 and 3.
    const values = Array.from({ length: 60 }, (_, i) => [-0.2, 0.1, 0.4][i % 3]!);
    const { stream } = storeLayer(30, 2, values, 'raw');
    expect(stream.slice(0, 9)).toEqual([3, 0, 0xcd, 0xcc, 0xcc, 0x3d, 3, 3, 3]);
    expect(stream.length).toBe(9 + 1 + 15);
  });

  it('writes only the leading bits of a codebook that was rounded', () => {
    const values = Array.from({ length: 64 }, (_, i) => [1, -1.5][i % 2]!);
    const { stream } = storeLayer(32, 2, values, 'raw');
    // -1.5 is 1 01111111 1, and 1.0 is 0 01111111 0 in ten bits; method 0: all weights are there.
    expect(stream.slice(0, 5)).toEqual([2, 10, 0b10111111, 0b11001111, 0b11100000]);
    expect(stream.slice(5)).toEqual([0, ...Array(8).fill(0b10101010)]);
  });

  it('takes a byte where everything is zero, and no code bits where all weights are equal', () => {
    expect(storeLayer(9, 9, Array(81).fill(0), 'arithmetic').stream).toEqual([0]);
    expect(storeLayer(9, 9, Array(81).fill(0.1), 'raw').stream).toEqual([1, 32, 0x3d, 0xcc, 0xcc, 0xcd, 0]);
  });

  it.each(CODINGS)('comes back bit for bit from the %s coding, whatever its shape and values', (coding) => {
    const shape = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 2, max: 12 }));
    const pool = fc.array(fc.integer({ min: 0, max: 0xffffffff }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(
        shape,
        pool,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(),
        (sides, patterns, kept, seed) => {
          const [rows, columns] = sides;
          const spec = layerOf(rows, columns);
          const stream = createStream(seed);
          const bits = Uint32Array.from({ length: rows * columns }, () =>
            stream.nextFloat() < kept ? patterns[stream.nextBelow(patterns.length)]! : 0,
          );
          const tensors = [{ ...listTensors(spec)[0]!, values: new Float32Array(bits.buffer) }];
          const file = encodeModel({ spec, tensors }, { coding });
          const read = decodeModel(file.bytes).tensors[0]!.values;
          expect(new Uint32Array(read.buffer)).toEqual(bits);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each(CODINGS)(
    'comes back from real shapes in the %s coding: convolutions, dense layers, batch norm',
    (coding) => {
      for (const [name, kept] of [
        ['lenet-5', 0.05],
        ['resnet-20', 0.3],
      ] as const) {
        const spec = MODEL_ZOO[name];
        const tensors = shareTensors(fillTensors(spec, kept), 5, 'irregular');
        const file = encodeModel({ spec, tensors }, { coding });
        expect(hashWeights(decodeModel(file.bytes).tensors)).toBe(hashWeights(tensors));
      }
    },
  );

  it('is never larger with more ways to choose from, and may choose by tensor', () => {
    const tensors = shareTensors(fillTensors(TINY_SPEC, 0.5), 3, 'irregular');
    const sizes = CODINGS.map((coding) => encodeModel({ spec: TINY_SPEC, tensors }, { coding }).bytes.length);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    const spec = MODEL_ZOO['lenet-300-100'];
    const large = shareTensors(fillTensors(spec, 0.05), 5, 'irregular');
    const mixed = encodeModel(
      { spec, tensors: large },
      { coding: ({ layer }) => (layer === 'fc1' ? 'huffman' : 'raw') },
    );
    expect(mixed.tensors.map(({ encoding }) => encoding).slice(0, 3)).not.toContain('arithmetic');
    expect(mixed.tensors[0]!.encoding).toBe('huffman');
    expect(mixed.tensors[2]!.encoding).toBe('shared');
  });

  it('has a map without holes whose parts are the ledger, to the byte', () => {
    const spec = MODEL_ZOO['lenet-300-100'];
    const { bytes, sections, parts } = encodeModel({
      spec,
      tensors: shareTensors(fillTensors(spec, 0.05), 5, 'irregular'),
    });
    let end = 0;
    const sums = { header: 0, weights: 0, indices: 0, codebooks: 0, biases: 0 };
    for (const section of sections) {
      expect(section.offset).toBe(end);
      end += section.bytes;
      sums[section.part] += section.bytes;
    }
    expect(end).toBe(bytes.length);
    expect(sums).toEqual(parts);
    expect(parts.codebooks).toBeGreaterThan(0);
  });
});

describe('a rounded tensor', () => {
  it('keeps only the leading bits, and bfloat16 takes half', () => {
    const values = Array.from({ length: 400 }, (_, i) => (((i * 89) % 401) - 200) / 128);
    const { encoding, stream } = storeLayer(200, 2, values, 'raw');
    expect(encoding).toBe('rounded');
    expect(stream[0]).toBe(16);
    expect(stream.length).toBe(1 + 2 * 400);
  });
});

describe('a pruned and clustered LeNet-300-100', () => {
  /**
   * 8, 9 and 26 % of the weights, independent of each other, in 64 clusters: what Deep Compression's table
   * speaks of.
   */
  const spec = MODEL_ZOO['lenet-300-100'];
  const stream = createStream(5, 'independent');
  let boundBytes = 0;
  const kept: Record<string, number> = { 'fc1/kernel': 0.08, 'fc2/kernel': 0.09, 'fc3/kernel': 0.26 };
  const tensors = listTensors(spec).map((info): TensorSnapshot => {
    const values = new Float32Array(sizeOf(info.shape));
    stream.fillUniform(values, -0.9, 1.1);
    const share = kept[info.name];
    if (share === undefined) {
      boundBytes += 4 * values.length;
      return { ...info, values };
    }
    const mask = new Uint8Array(values.length);
    stream.fillBernoulli(mask, share);
    // Peaks on both sides of zero, as pruning leaves them.
    const survivors = values
      .filter((_, i) => mask[i] === 1)
      .map((value) => Math.sign(value) * (0.2 + 0.1 * value ** 4 * 3));
    const { centroids, codes } = clusterValues(survivors, 64, 'linear');
    const counts = new Uint32Array(centroids.length);
    for (const code of codes) counts[code]!++;
    let next = 0;
    for (let i = 0; i < values.length; i++) values[i] = mask[i] === 1 ? centroids[codes[next++]!]! : 0;
    const places = values.length * computeEntropy([survivors.length, values.length - survivors.length]);
    boundBytes += (places + survivors.length * computeEntropy(counts)) / 8 + 4 * centroids.length;
    return { ...info, values };
  });
  const bytesOf = (coding: Coding) => encodeModel({ spec, tensors }, { coding }).bytes.length;

  it('comes near the entropy of independent weights by arithmetic, nearer than by Huffman, nearer than by fixed widths', () => {
    const [raw, huffman, arithmetic] = CODINGS.map(bytesOf);
    expect(raw! / boundBytes).toBeLessThan(1.35);
    expect(huffman! / boundBytes).toBeLessThan(1.05);
    expect(arithmetic! / boundBytes).toBeLessThan(1.03);
    expect(arithmetic! / boundBytes).toBeGreaterThan(0.99);
  });
});
