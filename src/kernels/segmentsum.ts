/**
 * The gradient of a table look-up. Each row of the table gathers the gradients of the places that read it:
 * out[s] = sum of the rows of x whose segment is s, in the order of the rows. Segments outside the table
 * count nowhere.
 */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmKernelBackend } from './module.ts';

export const unsortedSegmentSum: KernelFunc = ({ inputs, attrs, backend: anyBackend }) => {
  const backend = anyBackend as WasmKernelBackend;
  const { x, segmentIds } = inputs as unknown as { x: TensorInfo; segmentIds: TensorInfo };
  const { numSegments } = attrs as unknown as { numSegments: number };
  const inner = x.shape.slice(segmentIds.shape.length);
  const columns = inner.reduce((product, size) => product * size, 1);
  const output = backend.makeOutput([numSegments, ...inner], 'float32');
  const [values, ids, sums] = [x, segmentIds, output].map((each) => backend.typedArrayFromHeap(each));
  sums!.fill(0);
  ids!.forEach((segment, row) => {
    if (segment < 0 || segment >= numSegments) return;
    for (let column = 0; column < columns; column++) {
      sums![segment * columns + column]! += values![row * columns + column]!;
    }
  });
  return output;
};
