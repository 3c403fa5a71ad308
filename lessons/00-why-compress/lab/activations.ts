/**
 * Room for activations while one image is answered: what a layer with weights reads and what it writes, with
 * the input of a residual block that waits for its sum; the most that any layer needs. Batch norm, ReLU and
 * pooling work in place here.
 */
import type { ModelSpec } from '../../../src/spec/model.ts';
import { sizeOf, traceShapes } from '../../../src/spec/shapes.ts';

/** Numbers, not bytes. */
export function countActivations(spec: ModelSpec): number {
  const trace = traceShapes(spec);
  const byPath = new Map(trace.map((each) => [each.path, each]));
  const needs = trace.flatMap(({ path, input, output, tensors }) => {
    if (!tensors.some(({ role }) => role === 'kernel')) return [];
    const [, block, place] = /^(.+)\.body\[(\d+)\]$/.exec(path) ?? [];
    // The first layer of a block reads the very input that waits.
    const waiting = block !== undefined && place !== '0' ? sizeOf(byPath.get(block)!.input) : 0;
    return [sizeOf(input) + sizeOf(output) + waiting];
  });
  return Math.max(0, ...needs);
}
