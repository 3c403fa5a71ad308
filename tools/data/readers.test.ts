import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { cifar10Reader } from './cifar10.ts';
import { mnistReader, parseIdx } from './mnist.ts';

function createIdx(shape: readonly number[], values: Uint8Array): Uint8Array {
  const out = new Uint8Array(4 + 4 * shape.length + values.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, 0x800 + shape.length);
  shape.forEach((size, axis) => {
    view.setUint32(4 + 4 * axis, size);
  });
  out.set(values, 4 + 4 * shape.length);
  return out;
}

describe('parseIdx', () => {
  it('reads a header worked out by hand', () => {
    const bytes = Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 10, 11, 12, 13, 14, 15);
    expect(parseIdx(bytes, 2)).toEqual({ shape: [2, 3], values: Uint8Array.of(10, 11, 12, 13, 14, 15) });
  });

  it('refuses another type, another number of dimensions, and a wrong length', () => {
    const bytes = createIdx([2], Uint8Array.of(1, 2));
    expect(() => parseIdx(bytes, 3)).toThrow('not an IDX file of bytes with 3 dimensions');
    expect(() => parseIdx(bytes.subarray(0, 5), 1)).toThrow('not an IDX file');
    expect(() => parseIdx(bytes.subarray(0, 9), 1)).toThrow('of the shape 2 must have 10 bytes, got 9');
    bytes[2] = 0x0d;
    expect(() => parseIdx(bytes, 1)).toThrow('not an IDX file');
  });
});

describe('mnistReader', () => {
  const files = new Map(
    (['t10k', 'train'] as const).flatMap((prefix, index): [string, Uint8Array][] => [
      [`package/data/${prefix}-labels-idx1-ubyte`, createIdx([2], Uint8Array.of(index, 5))],
      [
        `package/data/${prefix}-images-idx3-ubyte`,
        createIdx([2, 28, 28], new Uint8Array(1568).fill(index + 1)),
      ],
    ]),
  );

  it('gives the test images, then the training images', () => {
    expect([...mnistReader.read(files)]).toEqual([
      { split: 'test', labels: Uint8Array.of(0, 5), pixels: new Uint8Array(1568).fill(1) },
      { split: 'train', labels: Uint8Array.of(1, 5), pixels: new Uint8Array(1568).fill(2) },
    ]);
  });

  it('refuses images without labels, and names a missing file', () => {
    const odd = new Map(files).set('package/data/t10k-labels-idx1-ubyte', createIdx([1], Uint8Array.of(0)));
    expect(() => [...mnistReader.read(odd)]).toThrow(
      "MNIST's test images have the shape 2,28,28, its labels 1",
    );
    expect(() => [...mnistReader.read(new Map())]).toThrow('has no file package/data/t10k-labels-idx1-ubyte');
  });
});

describe('cifar10Reader', () => {
  const labels = (count: number) => new TextEncoder().encode(JSON.stringify(new Array(count).fill(3)));

  it('reads an image a row, pixels in order', () => {
    const data = new Uint8Array(1024 * 10_000 * 3);
    // The second image: its pixel in row 1, column 2 is (7, 8, 9).
    data.set([7, 8, 9], (1024 + 32 + 2) * 3);
    const png = encode({ width: 1024, height: 10_000, channels: 3, data });
    const files = new Map([
      ['package/test_lables.json', labels(10_000)],
      ['package/test_batch.png', png],
    ]);
    const [test] = cifar10Reader.read(files);
    expect(test?.split).toBe('test');
    expect(test?.labels).toEqual(new Uint8Array(10_000).fill(3));
    expect(test!.pixels.length).toBe(10_000 * 3072);
    expect(test!.pixels.indexOf(7)).toBe(3072 + (32 + 2) * 3);
    expect([...test!.pixels.subarray(3072 + 34 * 3, 3072 + 35 * 3)]).toEqual([7, 8, 9]);
  });

  it('refuses a picture of another size and labels that are not ten classes', () => {
    const files = new Map([
      ['package/test_lables.json', labels(10_000)],
      ['package/test_batch.png', encode({ width: 2, height: 2, channels: 3, data: new Uint8Array(12) })],
    ]);
    expect(() => [...cifar10Reader.read(files)]).toThrow('test_batch.png is 2 x 2 with 3 channels of 8 bits');
    files.set('package/test_lables.json', labels(9_999));
    expect(() => [...cifar10Reader.read(files)]).toThrow(
      "CIFAR-10's labels are not 10000 numbers from 0 to 9",
    );
  });
});
