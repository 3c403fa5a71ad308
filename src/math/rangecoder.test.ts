import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContextMixer } from './contextmixer.ts';
import { computeCrc32 } from './crc32.ts';
import { computeEntropy } from './entropy.ts';
import { createStream } from './random.ts';
import { RangeDecoder, RangeEncoder, RangeOverrunError } from './rangecoder.ts';

/** Bits with the probability of a one that they are coded with; extreme ones are common. */
const bits = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 1 }),
    fc.oneof(fc.integer({ min: 1, max: 65535 }), fc.constantFrom(1, 2, 65534, 65535, 32768)),
  ),
  { maxLength: 400 },
);

function encode(list: readonly (readonly [number, number])[]): Uint8Array {
  const encoder = new RangeEncoder();
  for (const [bit, probability] of list) encoder.code(bit, probability);
  return encoder.finish();
}

describe('a range coder', () => {
  it('gives back every bit, from the middle of an array, and knows where it ends', () => {
    fc.assert(
      fc.property(bits, fc.uint8Array({ maxLength: 5 }), (list, before) => {
        const bytes = encode(list);
        const whole = new Uint8Array([...before, ...bytes, 77, 78, 79, 80, 81]);
        const decoder = new RangeDecoder(whole, before.length, before.length + bytes.length);
        for (const [bit, probability] of list) expect(decoder.code(0, probability)).toBe(bit);
        expect(decoder.isAtEnd()).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('takes the bits that the probabilities say, and under 9 more', () => {
    fc.assert(
      fc.property(bits, (list) => {
        const cost = list.reduce((sum, [bit, p]) => sum - Math.log2((bit === 1 ? p : 65536 - p) / 65536), 0);
        expect(encode(list).length * 8).toBeLessThan(cost * 1.000001 + 9);
        expect(encode(list).length * 8).toBeGreaterThan(cost - 9);
      }),
    );
  });

  it('divides the range as worked out by hand', () => {
    // A half, then a quarter of the rest: 1 keeps [0, 2^31), 0 keeps [2^29, 2^31). 2^29 begins with the byte
    // 32.
    expect([
      ...encode([
        [1, 32768],
        [0, 16384],
      ]),
    ]).toEqual([32]);
    expect([...encode([])]).toEqual([]);
    // Nothing to say: the lowest part of the range, whose bytes are all zeros.
    expect([...encode(Array(30).fill([1, 65535]))]).toEqual([]);
  });

  it('carries through bytes of 255', () => {
    // Each 0 takes the upper part and leaves low just under a power of two until the last bits push it over.
    const list = [...Array(40).fill([0, 1]), ...Array(40).fill([0, 65535]), [1, 1], [0, 30000]] as [
      number,
      number,
    ][];
    const bytes = encode(list);
    const decoder = new RangeDecoder(bytes);
    for (const [bit, probability] of list) expect(decoder.code(0, probability)).toBe(bit);
  });

  it('comes near the entropy of a skewed source', () => {
    const stream = createStream(1, 'skewed');
    const count = 200_000;
    const ones = new Uint8Array(count);
    stream.fillBernoulli(ones, 0.01);
    const total = ones.reduce((sum, bit) => sum + bit, 0);
    const p = Math.round((total / count) * 65536);
    const size = encode(Array.from(ones, (bit) => [bit, p] as const)).length;
    const bound = (count * computeEntropy([total, count - total])) / 8;
    expect(size / bound).toBeLessThan(1.001);
  });

  it('ends with an error that says where, after any garbage', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 30 }),
        fc.integer({ min: 1, max: 65535 }),
        (bytes, probability) => {
          const decoder = new RangeDecoder(bytes);
          try {
            for (let i = 0; i < 500; i++) expect([0, 1]).toContain(decoder.code(0, probability));
          } catch (error) {
            expect(error).toBeInstanceOf(RangeOverrunError);
            expect((error as RangeOverrunError).byteOffset).toBe(bytes.length);
          }
        },
      ),
    );
    const decoder = new RangeDecoder(Uint8Array.of(1, 2));
    expect(() => {
      for (let i = 0; i < 100; i++) decoder.code(0, 32768);
    }).toThrow('the coded range ends at byte 2');
    expect(new RangeDecoder(new Uint8Array(9)).isAtEnd()).toBe(false);
    expect(() => new RangeDecoder(new Uint8Array(3), 2, 5)).toThrow('not inside 3 bytes');
  });
});

describe('a context mixer', () => {
  /** Codes bits with the contexts that `look` sets from the bits so far, and reads them back. */
  function roundTrip(
    source: Uint8Array,
    sizes: readonly number[],
    look: (bits: Uint8Array, at: number, contexts: Int32Array) => void,
  ): number {
    const encoder = new RangeEncoder();
    const writer = new ContextMixer(sizes);
    for (let at = 0; at < source.length; at++) {
      look(source, at, writer.contexts);
      writer.code(encoder, source[at]!);
    }
    const bytes = encoder.finish();
    const decoder = new RangeDecoder(bytes);
    const reader = new ContextMixer(sizes);
    const read = new Uint8Array(source.length);
    for (let at = 0; at < source.length; at++) {
      look(read, at, reader.contexts);
      read[at] = reader.code(decoder, 0);
    }
    expect(Buffer.compare(read, source)).toBe(0);
    expect(decoder.isAtEnd()).toBe(true);
    return bytes.length;
  }

  it.each([0.5, 0.08, 0.01])(
    'learns a source of independent bits of which %f are ones within 3 in 100 and 60 bits',
    (p) => {
      const source = new Uint8Array(50_000);
      createStream(2, 'independent').fillBernoulli(source, p);
      const ones = source.reduce((sum, bit) => sum + bit, 0);
      const bound = source.length * computeEntropy([ones, source.length - ones]);
      // A context of noise beside the right one costs little.
      const size = roundTrip(source, [1, 4], (bits, at, contexts) => {
        contexts[1] = (bits[at - 1] ?? 0) * 2 + (bits[at - 2] ?? 0);
      });
      expect(size * 8).toBeLessThan(bound * 1.03 + 60);
      expect(size * 8).toBeGreaterThan(bound * 0.99);
    },
  );

  it('finds which of its contexts tells something', () => {
    // Each bit repeats the one 3 before it in 95 of 100 cases: H(0.05) bits each, though ones and zeros are
    // even.
    const stream = createStream(3, 'repeat');
    const source = new Uint8Array(20_000);
    for (let at = 0; at < source.length; at++) {
      const isRepeat = stream.nextFloat() < 0.95;
      source[at] = (source[at - 3] ?? 0) ^ (isRepeat ? 0 : 1);
    }
    const size = roundTrip(source, [1, 2, 2], (bits, at, contexts) => {
      contexts[1] = bits[at - 1] ?? 0;
      contexts[2] = bits[at - 3] ?? 0;
    });
    expect((size * 8) / source.length).toBeLessThan(computeEntropy([0.05, 0.95]) * 1.06);
  });

  it('gives the same bytes on every machine, for ever', () => {
    const encoder = new RangeEncoder();
    const mixer = new ContextMixer([1, 256]);
    const stream = createStream(4, 'bytes');
    let before = 0;
    for (let i = 0; i < 4000; i++) {
      const bit = stream.nextBelow(10) < 2 + (before & 7) ? 1 : 0;
      mixer.contexts[1] = before;
      mixer.code(encoder, bit);
      before = ((before << 1) | bit) & 255;
    }
    const bytes = encoder.finish();
    // The file format depends on these: they may never change.
    expect([bytes.length, computeCrc32(bytes)]).toEqual([390, 2701889145]);
  });
});
