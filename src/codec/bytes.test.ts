import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader, ByteWriter, countVarintBytes } from './bytes.ts';
import { ModelFileError } from './modelfileerror.ts';

function writeVarint(value: number): Uint8Array {
  const writer = new ByteWriter();
  writer.writeVarint(value);
  return writer.toBytes();
}

describe('varints', () => {
  it('take seven bits a byte, lowest first', () => {
    expect([...writeVarint(0)]).toEqual([0]);
    expect([...writeVarint(127)]).toEqual([0x7f]);
    expect([...writeVarint(300)]).toEqual([0xac, 0x02]);
    expect([...writeVarint(2 ** 32 - 1)]).toEqual([0xff, 0xff, 0xff, 0xff, 0x0f]);
  });

  it('come back, in the fewest bytes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (value) => {
        const bytes = writeVarint(value);
        expect(new ByteReader(bytes).readVarint('it')).toBe(value);
        expect(bytes.length).toBe(Math.max(1, Math.ceil(value.toString(2).length / 7)));
        expect(countVarintBytes(value)).toBe(bytes.length);
      }),
    );
  });

  it('are refused when too large, too long, or cut short', () => {
    const refuse = (bytes: readonly number[], message: string) => {
      const reader = new ByteReader(Uint8Array.from(bytes), 1);
      expect(() => reader.readVarint('the count')).toThrow(ModelFileError);
      expect(() => new ByteReader(Uint8Array.from(bytes), 1).readVarint('the count')).toThrow(message);
    };
    refuse([9, 0xff, 0xff, 0xff, 0xff, 0x10], 'the count above 2^32 - 1 (at byte 1)');
    refuse([9, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00], 'above 2^32 - 1');
    refuse([9, 0x85, 0x00], 'in more bytes than it needs');
    refuse([9, 0x85], 'the count takes 1 bytes and 0 are left (at byte 2)');
  });
});

describe('a reader of a range', () => {
  it('stays inside it, and counts offsets from the start of the file', () => {
    const reader = new ByteReader(Uint8Array.of(1, 2, 3, 4, 5));
    reader.readByte('one');
    const range = reader.readRange(2, 'two');
    expect([range.offset, range.end, range.readByte('a'), range.readByte('b')]).toEqual([1, 3, 2, 3]);
    expect(() => range.readByte('c')).toThrow('c takes 1 bytes and 0 are left (at byte 3)');
    expect(() => reader.readRange(3, 'three')).toThrow('three takes 3 bytes and 2 are left (at byte 3)');
    expect(() => reader.checkEnd('all')).toThrow('has 2 bytes left over after all (at byte 3)');
  });
});
