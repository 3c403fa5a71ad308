/** How a layer gets what it reads: with the frame of zeros that its windows reach into. */
import type { Place, PlanMemory } from './memory.ts';
import type { WeightedNode } from './nodes.ts';

export interface LayerInput {
  /** Brings an image in place and gives the address of its first window. */
  readonly read: (image: number) => number;
  /** Pixels from one row to the next. */
  readonly pitch: number;
}

/** Where a layer finds the first of its windows; images without their frame are framed first. */
export function frameInput(memory: PlanMemory, node: WeightedNode, x: Place): LayerInput {
  const { top, left, bottom, right } = node.pads;
  if (top + left + bottom + right === 0) return { read: x.at, pitch: x.pitch };
  const { pads, pitch, channels } = x;
  if (pads.top >= top && pads.left >= left && pads.bottom >= bottom && pads.right >= right) {
    const inset = 4 * channels * ((pads.top - top) * pitch + pads.left - left);
    return { read: (image: number) => x.frameAt(image) + inset, pitch };
  }
  const [height, width] = x.shape as [number, number];
  const frame = { height: height + top + bottom, width: width + left + right };
  const copy = memory.reserve(4 * frame.height * frame.width * channels);
  const read = (image: number) => {
    memory.kernels.exports.placeImage(
      x.at(image),
      height,
      width,
      channels,
      copy,
      top,
      left,
      frame.height,
      frame.width,
    );
    return copy;
  };
  return { read, pitch: frame.width };
}
