/**
 * How large do activations become? The largest absolute value of every value of a folded net over some
 * images, for 8-bit layers.
 */
import type { KernelModule } from '../../kernels/module.ts';
import { sizeOf } from '../../spec/shapes.ts';
import type { Graph } from './graph.ts';
import { InferencePlan } from './plan.ts';

/**
 * @param images [count, height, width, channels]
 * @returns by the graph's numbers of values
 */
export function measureRanges(
  graph: Graph,
  images: Float32Array,
  count: number,
  kernels: KernelModule,
): ReadonlyMap<number, number> {
  const ranges = new Map<number, number>();
  const plan = new InferencePlan(kernels, graph, { batch: 1 });
  try {
    const size = sizeOf(graph.inputShape);
    for (let image = 0; image < count; image++) {
      plan.run(images.subarray(image * size, (image + 1) * size));
      for (const [value, largest] of plan.measureLargest()) {
        ranges.set(value, Math.max(ranges.get(value) ?? 0, largest));
      }
    }
  } finally {
    plan.dispose();
  }
  return ranges;
}
