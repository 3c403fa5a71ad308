/**
 * How does a layer get what it reads? With the frame of zeros that its windows reach into, as floats or
 * rounded to integers.
 */
import type { Rounding } from '../../kernels/layers/layer.ts';
import { sizeOf } from '../../spec/shapes.ts';
import type { Place, PlanMemory } from './memory.ts';
import type { WeightedNode } from './nodes.ts';

export interface LayerInput {
  /** Brings an image in place and gives the address of its first window. */
  readonly read: (image: number) => number;
  /** Pixels from one row to the next. */
  readonly pitch: number;
  readonly rounding: Rounding;
}

/**
 * Where a layer that reads floats finds the first of its windows; images without their frame are framed
 * first.
 */
export function frameInput(memory: PlanMemory, node: WeightedNode, x: Place): LayerInput {
  const { top, left, bottom, right } = node.pads;
  const rounding = { input: 1 };
  if (top + left + bottom + right === 0) return { read: x.at, pitch: x.pitch, rounding };
  const { pads, pitch, channels } = x;
  if (pads.top >= top && pads.left >= left && pads.bottom >= bottom && pads.right >= right) {
    const inset = 4 * channels * ((pads.top - top) * pitch + pads.left - left);
    return { read: (image: number) => x.frameAt(image) + inset, pitch, rounding };
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
  return { read, pitch: frame.width, rounding };
}

/** As `frameInput` for a layer that reads integers; floats are rounded first. */
export function roundInput(
  memory: PlanMemory,
  node: WeightedNode,
  x: Place,
  rows: number,
  ranges?: ReadonlyMap<number, number>,
): LayerInput {
  const { top, left, bottom, right } = node.pads;
  if (x.step !== null) {
    const inset = 2 * x.channels * ((x.pads.top - top) * x.pitch + x.pads.left - left);
    return {
      read: (image: number) => x.frameAt(image) + inset,
      pitch: x.pitch,
      rounding: { input: x.step },
    };
  }
  const step = (ranges?.get(node.input) ?? 0) / 127 || 1;
  const isImage = node.op === 'conv';
  const [height, width, channels] = (isImage ? x.shape : [1, 1, rows * sizeOf(x.shape)]) as [
    number,
    number,
    number,
  ];
  const frameWidth = width + left + right;
  const copy = memory.reserve(2 * (height + top + bottom) * frameWidth * channels);
  const { quantizeImage } = memory.kernels.exports;
  const read = (image: number) => {
    const from = x.at(image);
    // A frame of its own lets rows follow each other only where there is none around x.
    if (x.pitch === width)
      quantizeImage(from, height, width, channels, 1 / step, copy, top, left, frameWidth);
    else {
      for (let row = 0; row < height; row++) {
        const at = from + 4 * row * x.pitch * channels;
        quantizeImage(at, 1, width, channels, 1 / step, copy, top + row, left, frameWidth);
      }
    }
    return copy;
  };
  return { read, pitch: frameWidth, rounding: { input: step } };
}
