/**
 * Holds the tree of lesson 03's figure to the file: each code that it shows is the one that stands in the
 * bytes.
 */
import { describe, expect, it } from 'vitest';
import { dissectModel } from '../../src/codec/anatomy.ts';
import { encodeModel } from '../../src/codec/container.ts';
import { countCodes, describeCode } from '../../src/math/codefacts.ts';
import { createHuffmanCode } from '../../src/math/huffman.ts';
import { createStream } from '../../src/math/random.ts';
import type { ModelSpec } from '../../src/spec/model.ts';
import { listTensors, sizeOf } from '../../src/spec/shapes.ts';

const SPEC: ModelSpec = {
  name: 'small',
  inputShape: [6, 6, 1],
  classes: 5,
  layers: [
    { kind: 'flatten' },
    { kind: 'dense', name: 'fc', units: 40 },
    { kind: 'dense', name: 'out', units: 5 },
  ],
};
const VALUES = [-0.5, -0.25, -0.1, 0.05, 0.2, 0.3, 0.7].map(Math.fround);
/** As the figure has it where nothing is limited. */
const LIMIT = 15;

function createModel() {
  const stream = createStream(7, 'codes');
  const tensors = listTensors(SPEC).map((info) => {
    const draws = new Float32Array(sizeOf(info.shape));
    stream.fillUniform(draws, 0, 1);
    // Three in ten are kept, and small values are the frequent ones.
    const toValue = (draw: number) =>
      draw > 0.3 ? 0 : VALUES[Math.floor((draw / 0.3) ** 3 * VALUES.length)]!;
    return { ...info, values: info.role === 'kernel' ? draws.map(toValue) : draws };
  });
  return { spec: SPEC, tensors };
}

function readBits(bytes: Uint8Array, from: number, count: number): string {
  return Array.from({ length: count }, (_, at) => {
    const bit = from + at;
    return (bytes[bit >> 3]! >> (7 - (bit & 7))) & 1;
  }).join('');
}

describe("a code in the figure's tree", () => {
  const model = createModel();
  const { bytes } = encodeModel(model, { coding: 'huffman' });
  const { anatomy, readFields } = dissectModel(bytes);
  const kernel = model.tensors.find(({ name }) => name === 'fc/kernel')!;
  const symbols = countCodes(kernel.values)!;
  const { lengths } = describeCode(symbols, LIMIT)!;

  it('has the bits that stand in the file for its value', () => {
    const region = anatomy.regions.findIndex(
      ({ kind, tensor }) => kind === 'codes' && tensor === kernel.name,
    );
    const { fields } = readFields(region, 0, 4096);
    expect(fields.length).toBe(symbols.counts.reduce((sum, each) => sum + each, 0));
    const { codes } = createHuffmanCode(lengths);
    for (const { bit, bits, value } of fields) {
      const symbol = symbols.values.indexOf(value!);
      const length = lengths[symbol]!;
      expect(bits).toBe(length);
      expect(readBits(bytes, bit, bits)).toBe(codes[symbol]!.toString(2).padStart(length, '0'));
    }
  });
});
