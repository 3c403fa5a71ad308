/**
 * The models and files that codec tests work on: a net small enough to write out by hand, tensors drawn from
 * a seed, and a file's frame around any body.
 */
import { computeCrc32 } from '../math/crc32.ts';
import { createStream } from '../math/random.ts';
import type { ModelSpec } from '../spec/model.ts';
import { listTensors, sizeOf } from '../spec/shapes.ts';
import type { TensorSnapshot } from '../spec/tensors.ts';

/** A convolution with batch norm and a dense layer: 93 values in seven tensors. */
export const TINY_SPEC: ModelSpec = {
  name: 'tiny',
  inputShape: [4, 4, 1],
  classes: 2,
  layers: [
    { kind: 'conv2d', name: 'conv', filters: 3, kernelSize: 3, padding: 'same', bias: false },
    { kind: 'batchNorm', name: 'norm' },
    { kind: 'relu' },
    { kind: 'flatten' },
    { kind: 'dense', name: 'fc', units: 2 },
  ],
};

/** Uniform random tensors for a spec; kernels keep about the given share of their weights. */
export function fillTensors(spec: ModelSpec, kept: number): TensorSnapshot[] {
  return listTensors(spec).map((info) => {
    const stream = createStream(1, info.name);
    const values = new Float32Array(sizeOf(info.shape));
    // Limits that are no round numbers, so that values need all their bits.
    stream.fillUniform(values, -0.9, 1.1);
    if (info.role === 'kernel') {
      for (let i = 0; i < values.length; i++) if (stream.nextFloat() >= kept) values[i] = 0;
    }
    return { ...info, values };
  });
}

/** Puts the right checksum into a model file, in place. */
export function sealFile(bytes: Uint8Array): Uint8Array {
  const sum = computeCrc32(bytes.subarray(8), computeCrc32(bytes.subarray(0, 4)));
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(4, sum, true);
  return bytes;
}

/** A model file of the right frame and checksum around any body. */
export function frameFile(body: readonly number[]): Uint8Array {
  return sealFile(Uint8Array.from([0x46, 0x57, 0x4d, 1, 0, 0, 0, 0, ...body]));
}

/** The body of a file up to its entries: code 0, the length of the text and the text. */
export function describeModel(text: string): number[] {
  const bytes = new TextEncoder().encode(text);
  const length = bytes.length < 128 ? [bytes.length] : [0x80 | (bytes.length & 0x7f), bytes.length >> 7];
  return [0, ...length, ...bytes];
}

/**
 * The same tensors with their values rounded to few: irregular ones, or multiples of a step. Zeros stay
 * zeros.
 */
export function shareTensors(
  tensors: readonly TensorSnapshot[],
  levels: number,
  kind: 'irregular' | 'grid',
): TensorSnapshot[] {
  const table = new Float32Array(2 * levels + 1);
  createStream(3, 'levels').fillUniform(table, -1, 1.3);
  return tensors.map((tensor) => ({
    ...tensor,
    values: tensor.values.map((value) => {
      const level = Math.round(value * levels) || 1;
      return value === 0
        ? 0
        : kind === 'grid'
          ? level * 0.0371
          : table[Math.min(level + levels, 2 * levels)]!;
    }),
  }));
}
