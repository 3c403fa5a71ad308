/**
 * Reads MNIST from its four IDX files, uncompressed: a big-endian header (two zero bytes, type 0x08 for
 * bytes, the number of dimensions, each dimension), then the values (LeCun, Cortes, Burges).
 */
import { getFile, type RawReader } from './raw.ts';

const BYTE_TYPE = 0x08;

export const mnistReader: RawReader = {
  files: [
    't10k-images-idx3-ubyte',
    't10k-labels-idx1-ubyte',
    'train-images-idx3-ubyte',
    'train-labels-idx1-ubyte',
  ].map((name) => `package/data/${name}`),
  *read(files) {
    for (const [split, prefix] of [
      ['test', 't10k'],
      ['train', 'train'],
    ] as const) {
      const labels = parseIdx(getFile(files, `package/data/${prefix}-labels-idx1-ubyte`), 1);
      const images = parseIdx(getFile(files, `package/data/${prefix}-images-idx3-ubyte`), 3);
      const [count, height, width] = images.shape;
      if (count !== labels.shape[0] || height !== 28 || width !== 28) {
        throw new Error(`MNIST's ${split} images have the shape ${images.shape}, its labels ${labels.shape}`);
      }
      yield { split, labels: labels.values, pixels: images.values };
    }
  },
};

/** Values and shape of an IDX file of bytes. Throws an Error when header and length disagree. */
export function parseIdx(bytes: Uint8Array, dimensions: number): { shape: number[]; values: Uint8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerBytes = 4 + 4 * dimensions;
  if (bytes.length < headerBytes || view.getUint32(0) !== BYTE_TYPE * 256 + dimensions) {
    throw new Error(`not an IDX file of bytes with ${dimensions} dimensions`);
  }
  const shape = Array.from({ length: dimensions }, (_, axis) => view.getUint32(4 + 4 * axis));
  const count = shape.reduce((product, size) => product * size, 1);
  if (bytes.length !== headerBytes + count) {
    throw new Error(
      `an IDX file of the shape ${shape} must have ${headerBytes + count} bytes, got ${bytes.length}`,
    );
  }
  return { shape, values: bytes.subarray(headerBytes) };
}
