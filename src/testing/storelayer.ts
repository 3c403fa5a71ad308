/** A single layer as it is stored, for tests that read its stream byte by byte. */
import { decodeModel, encodeModel } from '../codec/container.ts';
import { hashWeights } from '../codec/hash.ts';
import type { ModelSpec } from '../spec/model.ts';
import { listTensors } from '../spec/shapes.ts';
import type { TensorSnapshot } from '../spec/tensors.ts';
import type { Coding } from '../techniques/code/stage.ts';

export const CODINGS: readonly Coding[] = ['raw', 'huffman', 'arithmetic'];

/** One dense layer of rows x columns and no bias. */
export function layerOf(rows: number, columns: number): ModelSpec {
  return {
    name: 'm',
    inputShape: [1, rows, 1],
    classes: columns,
    layers: [{ kind: 'flatten' }, { kind: 'dense', name: 'd', units: columns, bias: false }],
  };
}

/** The encoding and the stream that the only tensor of a layer is stored in. */
export function storeLayer(rows: number, columns: number, values: readonly number[], coding: Coding) {
  const spec = layerOf(rows, columns);
  const [kernel] = listTensors(spec);
  const tensors: TensorSnapshot[] = [{ ...kernel!, values: Float32Array.from(values) }];
  const { bytes, tensors: stored, parts } = encodeModel({ spec, tensors }, { coding });
  if (hashWeights(decodeModel(bytes).tensors) !== hashWeights(tensors))
    throw new Error('the layer did not come back');
  const { encoding, fileBytes } = stored[0]!;
  return { encoding, stream: [...bytes.subarray(bytes.length - fileBytes)], parts };
}
