import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../spec/model.ts';
import { listTensors, sizeOf } from '../spec/shapes.ts';
import type { TensorSnapshot } from '../spec/tensors.ts';
import { MODEL_NAMES, MODEL_ZOO } from '../spec/zoo.ts';
import { describeModel, fillTensors, frameFile, TINY_SPEC } from '../testing/modelfiles.ts';
import { decodeModel, encodeModel } from './container.ts';
import { hashWeights } from './hash.ts';

function toPatterns(tensors: readonly TensorSnapshot[]): number[][] {
  return tensors.map(({ values }) => [...new Uint32Array(values.buffer, values.byteOffset, values.length)]);
}

describe('encodeModel', () => {
  it('writes a two-layer file as FORMAT.md says, byte for byte', () => {
    const spec: ModelSpec = {
      name: 'm',
      inputShape: [1, 5, 1],
      classes: 2,
      layers: [{ kind: 'flatten' }, { kind: 'dense', name: 'd', units: 2 }],
    };
    const [kernel, bias] = listTensors(spec);
    const { bytes, parts, tensors } = encodeModel({
      spec,
      tensors: [
        { ...kernel!, values: new Float32Array([0, 0, 0, 0, 1.1, 0, 0, 0, 0, -0]) },
        { ...bias!, values: new Float32Array([0.3, 0]) },
      ],
    });
    const description = describeModel(JSON.stringify(spec));
    const expected = [
      ...description,
      ...[1, 11],
      0,
      // Width 3, two entries, gaps 100 100 and two bits of padding, then 1.1 and -0.
      ...[3, 2, 0b10010000],
      ...[0xcd, 0xcc, 0x8c, 0x3f, 0, 0, 0, 0x80],
      ...[0x9a, 0x99, 0x99, 0x3e, 0, 0, 0, 0],
    ];
    expect([...bytes]).toEqual([...frameFile(expected)]);
    expect(parts).toEqual({
      header: 8 + description.length + 3,
      weights: 8,
      indices: 3,
      codebooks: 0,
      biases: 8,
    });
    expect(tensors).toEqual([
      {
        name: 'd/kernel',
        encoding: 'sparse',
        fileBytes: 11,
        weightBytes: 8,
        indexBytes: 3,
        codebookBytes: 0,
      },
      { name: 'd/bias', encoding: 'dense', fileBytes: 8, weightBytes: 8, indexBytes: 0, codebookBytes: 0 },
    ]);
  });

  it.each(MODEL_NAMES)('spends at most 3 bytes a kernel, 1 a bias and 9 on the header of %s', (name) => {
    const spec = MODEL_ZOO[name];
    const tensors = fillTensors(spec, 1);
    const { bytes, parts } = encodeModel({ spec, tensors });
    const values = tensors.reduce((sum, each) => sum + each.values.length, 0);
    expect(bytes.length).toBe(9 + tensors.length + 4 * values);
    expect(parts.header).toBe(9 + tensors.length);
  });

  it.each(MODEL_NAMES)('gives back every bit of %s, pruned or not, and the parts add up', (name) => {
    const spec = MODEL_ZOO[name];
    for (const kept of [0, 0.08, 1]) {
      const tensors = fillTensors(spec, kept);
      const { bytes, parts, tensors: stored } = encodeModel({ spec, tensors });
      const read = decodeModel(bytes);
      expect(read.spec).toEqual(spec);
      expect(read.tensors.map(({ values: _, ...info }) => info)).toEqual(listTensors(spec));
      expect(hashWeights(read.tensors)).toBe(hashWeights(tensors));
      expect(Object.values(parts).reduce((sum, each) => sum + each, 0)).toBe(bytes.length);
      expect(stored.reduce((sum, each) => sum + each.fileBytes, parts.header)).toBe(bytes.length);
    }
  });

  it('takes under 13 % of the dense size at 8 % kept, by real bytes', () => {
    const spec = MODEL_ZOO['lenet-300-100'];
    const tensors = fillTensors(spec, 0.08);
    const sparse = encodeModel({ spec, tensors });
    const dense = encodeModel({ spec, tensors }, { dense: true });
    expect(dense.bytes.length).toBe(9 + 6 + 4 * 266_610);
    expect(sparse.bytes.length / dense.bytes.length).toBeLessThan(0.105);
    expect(sparse.tensors.map(({ encoding }) => encoding)).toEqual(Array(3).fill(['sparse', 'dense']).flat());
    expect(hashWeights(decodeModel(dense.bytes).tensors)).toBe(hashWeights(tensors));
  });

  it('keeps every bit pattern: -0, infinities, subnormals and NaNs with their payload', () => {
    const special = [
      0, 0x80000000, 0x7f800000, 0xff800000, 0x7fc00000, 0x7f800001, 0xffffffff, 1, 0x80000001,
    ];
    const pattern = fc.oneof(
      fc.constant(0),
      fc.constantFrom(...special),
      fc.integer({ min: 0, max: 0xffffffff }),
    );
    const infos = listTensors(TINY_SPEC);
    const total = infos.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    fc.assert(
      fc.property(
        fc.array(pattern, { minLength: total, maxLength: total }),
        fc.boolean(),
        (patterns, dense) => {
          let at = 0;
          const tensors = infos.map((info) => {
            const bits = Uint32Array.from(patterns.slice(at, at + sizeOf(info.shape)));
            at += bits.length;
            return { ...info, values: new Float32Array(bits.buffer) };
          });
          const { bytes } = encodeModel({ spec: TINY_SPEC, tensors }, { dense });
          expect(toPatterns(decodeModel(bytes).tensors)).toEqual(toPatterns(tensors));
        },
      ),
    );
  });

  it('takes tensors in any order, and from a clone of a zoo spec', () => {
    const spec = structuredClone(MODEL_ZOO['lenet-5']);
    const tensors = fillTensors(spec, 0.5);
    const first = encodeModel({ spec, tensors });
    const second = encodeModel({ spec: MODEL_ZOO['lenet-5'], tensors: [...tensors].reverse() });
    expect(Buffer.compare(second.bytes, first.bytes)).toBe(0);
    expect(first.bytes[8]).toBe(2);
  });

  it.each([
    ['lenet-300-100', 1, 6, 266_610],
    ['lenet-5', 2, 8, 431_080],
    ['resnet-20', 3, 107, 274_042],
    ['vgg-small', 4, 34, 295_570],
  ] as const)('stands by the code of %s and what it means', (name, code, tensorCount, valueCount) => {
    const spec = MODEL_ZOO[name];
    const tensors = fillTensors(spec, 0);
    expect(encodeModel({ spec, tensors }).bytes[8]).toBe(code);
    expect(tensors.length).toBe(tensorCount);
    expect(tensors.reduce((sum, each) => sum + each.values.length, 0)).toBe(valueCount);
  });

  it('writes a changed zoo spec out in full', () => {
    const spec: ModelSpec = { ...MODEL_ZOO['lenet-300-100'], name: 'mine' };
    const { bytes } = encodeModel({ spec, tensors: fillTensors(spec, 0.1) });
    expect(decodeModel(bytes).spec).toEqual(spec);
  });

  it('refuses tensors that do not belong to the spec, and a spec that cannot be built', () => {
    const tensors = fillTensors(TINY_SPEC, 1);
    expect(() => encodeModel({ spec: TINY_SPEC, tensors: tensors.slice(1) })).toThrow('has 7 tensors, got 6');
    const renamed = tensors.map((each, i) => (i === 0 ? { ...each, name: 'other/kernel' } : each));
    expect(() => encodeModel({ spec: TINY_SPEC, tensors: renamed })).toThrow(
      'conv/kernel of the spec is missing',
    );
    const short = tensors.map((each, i) => (i === 0 ? { ...each, values: each.values.slice(1) } : each));
    expect(() => encodeModel({ spec: TINY_SPEC, tensors: short })).toThrow('must have 27 values, got 26');
    const odd = { ...TINY_SPEC, name: 'no name' };
    expect(() => encodeModel({ spec: odd, tensors })).toThrow('cannot be written');
  });
});
