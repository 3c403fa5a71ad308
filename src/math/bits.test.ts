import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BitOverrunError, BitReader, BitWriter } from './bits.ts';

const codes = fc.array(
  fc
    .integer({ min: 0, max: 32 })
    .chain((bits) => fc.tuple(fc.integer({ min: 0, max: 2 ** bits - 1 }), fc.constant(bits))),
  { maxLength: 200 },
);

function writeAll(list: readonly (readonly [number, number])[]): Uint8Array {
  const writer = new BitWriter();
  for (const [value, bits] of list) writer.write(value, bits);
  return writer.toBytes();
}

describe('bits', () => {
  it('lie in the bytes as a binary dump reads', () => {
    // 101 00011 | 1 0000000
    expect([
      ...writeAll([
        [5, 3],
        [3, 5],
        [1, 1],
      ]),
    ]).toEqual([0b10100011, 0b10000000]);
    expect([...writeAll([[0xdeadbeef, 32]])]).toEqual([0xde, 0xad, 0xbe, 0xef]);
  });

  it('equal the same codes as strings of digits', () => {
    fc.assert(
      fc.property(codes, (list) => {
        const digits = list
          .map(([value, bits]) => (bits === 0 ? '' : value.toString(2).padStart(bits, '0')))
          .join('');
        const padded = digits.padEnd(Math.ceil(digits.length / 8) * 8, '0');
        expect([...writeAll(list)]).toEqual(
          (padded.match(/.{8}/g) ?? []).map((each) => Number.parseInt(each, 2)),
        );
      }),
    );
  });

  it('are read back as written, from the middle of an array', () => {
    fc.assert(
      fc.property(codes, fc.uint8Array({ maxLength: 9 }), (list, before) => {
        const written = writeAll(list);
        const whole = new Uint8Array([...before, ...written, 255, 255]);
        const reader = new BitReader(whole, before.length, before.length + written.length);
        for (const [value, bits] of list) expect(reader.read(bits)).toBe(value);
        expect(reader.isAtPadding()).toBe(true);
        expect(reader.bitsLeft).toBeLessThan(8);
      }),
    );
  });

  it('end with an error that says where', () => {
    const reader = new BitReader(new Uint8Array(10), 2, 4);
    reader.read(12);
    expect(reader.byteOffset).toBe(3);
    expect(() => reader.read(5)).toThrow(new BitOverrunError(4, 1));
    expect(reader.read(4)).toBe(0);
  });

  it('tell padding from what is more than padding', () => {
    const reader = new BitReader(new Uint8Array([0b10010000]));
    reader.read(3);
    expect(reader.isAtPadding()).toBe(false);
    reader.read(1);
    expect(reader.isAtPadding()).toBe(true);
    expect(new BitReader(new Uint8Array(1)).isAtPadding()).toBe(false);
  });

  it('refuse values wider than their code, and widths that are none', () => {
    expect(() => new BitWriter().write(8, 3)).toThrow('value must be an integer of 3 bits, got 8');
    expect(() => new BitWriter().write(-1, 3)).toThrow('got -1');
    expect(() => new BitWriter().write(0, 33)).toThrow('bits must be an integer from 0 to 32, got 33');
    expect(() => new BitReader(new Uint8Array(3), 2, 5)).toThrow('not inside 3 bytes');
  });
});
