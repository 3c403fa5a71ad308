import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStream, mixQuarterRound } from './random.ts';
import { mean, standardDeviation } from './statistics.ts';

const MASK_32 = (1n << 32n) - 1n;
const MASK_64 = (1n << 64n) - 1n;

/**
 * The published algorithms once more, in big integers: ChaCha's quarter round, then xoroshiro128+ (24, 16,
 * 37).
 */
function referenceDraws(count: number, keys: readonly (string | number)[]): number[] {
  const s = [0x61707865n, 0x3320646en, 0x79622d32n, 0x6b206574n];
  const rotate = (word: bigint, bits: bigint, width: bigint) =>
    ((word << bits) | (word >> (width - bits))) & ((1n << width) - 1n);
  const quarterRound = () => {
    for (const [x, y, z, bits] of [
      [0, 1, 3, 16n],
      [2, 3, 1, 12n],
      [0, 1, 3, 8n],
      [2, 3, 1, 7n],
    ] as const) {
      s[x] = (s[x]! + s[y]!) & MASK_32;
      s[z] = rotate(s[z]! ^ s[x]!, bits, 32n);
    }
  };
  const absorb = (word: bigint) => {
    s[0] = (s[0]! ^ word) & MASK_32;
    quarterRound();
    quarterRound();
  };
  for (const key of keys) {
    if (typeof key === 'string') {
      absorb(BigInt(key.length * 2 + 1));
      for (let i = 0; i < key.length; i++) absorb(BigInt(key.charCodeAt(i)));
    } else {
      const word = BigInt.asUintN(64, BigInt(key));
      absorb(0n);
      absorb(word & MASK_32);
      absorb(word >> 32n);
    }
  }
  absorb(BigInt(keys.length));
  for (let i = 0; i < 8; i++) quarterRound();
  let s0 = (s[0]! << 32n) | s[1]!;
  let s1 = (s[2]! << 32n) | s[3]!;
  return Array.from({ length: count }, () => {
    const out = Number((s0 + s1) & MASK_32);
    s1 ^= s0;
    s0 = (rotate(s0, 24n, 64n) ^ s1 ^ (s1 << 16n)) & MASK_64;
    s1 = rotate(s1, 37n, 64n);
    return out;
  });
}

describe('createStream', () => {
  it('gives these bits, for ever', () => {
    const first = createStream(0);
    expect([0, 1, 2, 3].map(() => first.nextUint32())).toEqual([
      3918075553, 1230025919, 3736640077, 3725221280,
    ]);
    const keyed = createStream(1, 'shuffle', 3);
    expect([0, 1, 2, 3].map(() => keyed.nextUint32())).toEqual([
      634032246, 2767346494, 3525733302, 3818105941,
    ]);
    const order = Int32Array.from({ length: 10 }, (_, i) => i);
    createStream(7, 'order').shuffle(order);
    expect([...order]).toEqual([1, 5, 3, 4, 0, 9, 2, 6, 8, 7]);
    const uniform = new Float32Array(4);
    createStream(7, 'init').fillUniform(uniform, -0.5, 0.5);
    expect([...new Uint32Array(uniform.buffer)]).toEqual([1049795850, 1049586006, 3185564640, 1046287020]);
  });

  it('equals the published algorithms computed in big integers', () => {
    const key = fc.oneof(fc.string(), fc.maxSafeInteger());
    fc.assert(
      fc.property(fc.nat(0xffffffff), fc.array(key, { maxLength: 4 }), (seed, keys) => {
        const stream = createStream(seed, ...keys);
        expect(Array.from({ length: 20 }, () => stream.nextUint32())).toEqual(
          referenceDraws(20, [seed, ...keys]),
        );
      }),
      { numRuns: 50 },
    );
  });

  it("mixes with ChaCha's quarter round (the test vector of RFC 8439, section 2.1.1)", () => {
    const words = new Int32Array(new Uint32Array([0x11111111, 0x01020304, 0x9b8d6f43, 0x01234567]).buffer);
    mixQuarterRound(words);
    expect([...new Uint32Array(words.buffer)]).toEqual([0xea2a92f4, 0xcb1cf8ce, 0x4581472e, 0x5881c4bb]);
  });

  it('tells apart every seed and key, numbers from strings, and how keys are cut', () => {
    const streams = [
      createStream(0),
      createStream(1),
      createStream(2 ** 32),
      createStream(-1),
      createStream(0, 0),
      createStream(0, '0'),
      createStream(0, ''),
      createStream(0, 'a', 'b'),
      createStream(0, 'ab'),
      createStream(0, 'b', 'a'),
      createStream(0, 1, 2),
      createStream(0, 12),
    ];
    expect(new Set(streams.map((each) => `${each.nextUint32()} ${each.nextUint32()}`)).size).toBe(
      streams.length,
    );
  });

  it('refuses seeds and keys that are not whole numbers', () => {
    expect(() => createStream(0.5)).toThrow('must be a safe integer, got 0.5');
    expect(() => createStream(0, Number.NaN)).toThrow('got NaN');
  });
});

describe('a stream', () => {
  it('draws floats that are multiples of 2^-24 in [0, 1), with the mean and deviation of a uniform', () => {
    const stream = createStream(5, 'floats');
    const draws = Array.from({ length: 100_000 }, () => stream.nextFloat());
    expect(draws.every((u) => u >= 0 && u < 1 && Number.isInteger(u * 2 ** 24))).toBe(true);
    expect(Math.abs(mean(draws) - 0.5)).toBeLessThan(0.003);
    expect(Math.abs(standardDeviation(draws) - Math.sqrt(1 / 12))).toBeLessThan(0.003);
  });

  it('draws below n without favour: chi-square over 7 and over 1000 buckets', () => {
    for (const n of [7, 1000]) {
      const stream = createStream(11, 'below', n);
      const counts = new Uint32Array(n);
      const draws = 200 * n;
      for (let i = 0; i < draws; i++) counts[stream.nextBelow(n)]!++;
      const chiSquare = counts.reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0);
      // Five standard deviations of a chi-square with n - 1 degrees of freedom.
      expect(Math.abs(chiSquare - (n - 1))).toBeLessThan(5 * Math.sqrt(2 * (n - 1)));
    }
  });

  it('reaches the ends of nextBelow and refuses what is out of range', () => {
    const stream = createStream(1);
    expect(stream.nextBelow(1)).toBe(0);
    expect(stream.nextBelow(2 ** 32)).toBeLessThan(2 ** 32);
    for (const n of [0, -1, 1.5, Number.NaN, 2 ** 32 + 1])
      expect(() => stream.nextBelow(n)).toThrow('n must');
  });

  it('fills masks with the asked share of ones, and 0 and 1 exactly', () => {
    const mask = new Uint8Array(100_000);
    for (const p of [0, 1]) {
      createStream(2).fillBernoulli(mask, p);
      expect(mask.every((each) => each === p)).toBe(true);
    }
    for (const p of [0.1, 0.5, 0.9]) {
      createStream(2, 'mask').fillBernoulli(mask, p);
      expect(Math.abs(mean(mask) - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / mask.length));
    }
    expect(() => createStream(2).fillBernoulli(mask, 1.1)).toThrow('got 1.1');
  });

  it('fills between low and high, as one draw after the other would', () => {
    const filled = new Float32Array(1000);
    createStream(3).fillUniform(filled, -2, 6);
    const stream = createStream(3);
    expect([...filled]).toEqual(Array.from({ length: 1000 }, () => Math.fround(-2 + 8 * stream.nextFloat())));
  });

  it('shuffles to every order of four equally often', () => {
    const stream = createStream(4, 'orders');
    const seen = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const indices = new Int32Array([0, 1, 2, 3]);
      stream.shuffle(indices);
      const order = indices.join('');
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(24);
    for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(160);
  });
});
