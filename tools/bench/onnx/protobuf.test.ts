import { describe, expect, it } from 'vitest';
import { reorderRows, toChannelsFirst, toOutputsFirst } from './layout.ts';
import { bytesField, floatField, integerField, join, textField } from './protobuf.ts';

const toHex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');

/** The examples of https://protobuf.dev/programming-guides/encoding, and two's complement by hand. */
describe('protocol buffers', () => {
  it('write integers, text, messages and floats as the guide does', () => {
    expect(toHex(integerField(1, 150))).toBe('08 96 01');
    expect(toHex(textField(2, 'testing'))).toBe('12 07 74 65 73 74 69 6e 67');
    expect(toHex(bytesField(3, integerField(1, 150)))).toBe('1a 03 08 96 01');
    expect(toHex(integerField(1, -2))).toBe('08 fe ff ff ff ff ff ff ff ff 01');
    expect(toHex(floatField(2, 1))).toBe('15 00 00 80 3f');
    expect(toHex(integerField(20, 0))).toBe('a0 01 00');
    expect(join()).toHaveLength(0);
  });
});

describe('layouts', () => {
  it('put channels before places', () => {
    // Two images of 1 x 2 places with 3 channels.
    const images = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    expect(Array.from(toChannelsFirst(images, [1, 2, 3]))).toEqual([1, 4, 2, 5, 3, 6, 7, 10, 8, 11, 9, 12]);
  });

  it('put outputs, then inputs, before places of a kernel', () => {
    // [1, 2 places, 2 inputs, 2 outputs]
    const kernel = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    expect(Array.from(toOutputsFirst(kernel, [1, 2, 2, 2]))).toEqual([1, 5, 3, 7, 2, 6, 4, 8]);
  });

  it('reorder the rows behind a flattened image', () => {
    // 1 x 2 places of 2 channels, 2 outputs: rows (place 0, c 0), (0, 1), (1, 0), (1, 1).
    const kernel = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    expect(Array.from(reorderRows(kernel, [1, 2, 2], 2))).toEqual([1, 2, 5, 6, 3, 4, 7, 8]);
  });
});
