/**
 * The shape of a convolution or a pool. Reads the attributes of tfjs's kernels into sizes, strides and
 * padding, and frames images: a padded copy of one image at a time, which stays in the second cache (none
 * where there is no padding).
 */
import { backend_util } from '@tensorflow/tfjs-core';
import type { KernelModule } from './module.ts';

export type Shape4 = [number, number, number, number];
export type Geometry = ReturnType<typeof computeGeometry>;

export interface ConvAttrs {
  readonly strides: [number, number] | number;
  readonly pad: Parameters<typeof backend_util.computeConv2DInfo>[4];
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly dilations?: [number, number] | number | null;
}

function computeGeometry(
  input: readonly number[],
  filter: readonly number[],
  attrs: ConvAttrs,
  isDepthwise = false,
) {
  const info = backend_util.computeConv2DInfo(
    input as Shape4,
    filter as Shape4,
    attrs.strides,
    attrs.dilations ?? 1,
    attrs.pad,
    attrs.dimRoundingMode,
    isDepthwise,
  );
  const { padInfo, strideHeight, strideWidth, outHeight, outWidth, filterHeight, filterWidth } = info;
  return {
    ...info,
    /** Size of the part of the padded image that windows reach. */
    paddedHeight: (outHeight - 1) * strideHeight + filterHeight,
    paddedWidth: (outWidth - 1) * strideWidth + filterWidth,
    top: padInfo.top,
    left: padInfo.left,
  };
}

const known = new Map<string, Geometry>();
const MOST_KNOWN = 1000;

/**
 * Sizes of a convolution of `input` [batch, height, width, channels] with `filter`. tfjs takes six
 * microseconds to work them out, as long as a small layer on one image, so they are remembered.
 */
export function readGeometry(
  input: readonly number[],
  filter: readonly number[],
  attrs: ConvAttrs,
  isDepthwise = false,
): Geometry {
  const { strides, dilations, pad, dimRoundingMode } = attrs;
  const key = `${input}/${filter}/${strides}/${dilations}/${pad}/${dimRoundingMode}/${isDepthwise}`;
  let geometry = known.get(key);
  if (geometry === undefined) {
    geometry = computeGeometry(input, filter, attrs, isDepthwise);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, geometry);
  }
  return geometry;
}

/** Are these convolutions ours? */
export function isPlainConvolution({ dataFormat = 'NHWC', dilations }: ConvAttrs): boolean {
  const [rows, columns] = typeof dilations === 'number' ? [dilations, dilations] : (dilations ?? [1, 1]);
  return dataFormat === 'NHWC' && rows === 1 && columns === 1;
}

/** Throws unless the convolution has a gradient here. */
export function checkPlain(attrs: ConvAttrs): ConvAttrs {
  if (isPlainConvolution(attrs)) return attrs;
  throw new Error('gradients of convolutions need dataFormat NHWC and dilation 1');
}

export interface Frame {
  /** Bytes of the padded copy; 0 where images are read in place. */
  readonly bytes: number;
  readonly height: number;
  readonly width: number;
  readonly top: number;
  readonly left: number;
}

/** Where an image [height, width] must be framed to be read as [outHeight, outWidth]. */
export function createFrame(
  image: readonly [number, number, number],
  height: number,
  width: number,
  top: number,
  left: number,
): Frame {
  const isInPlace = top === 0 && left === 0 && width <= image[1] && height <= image[0];
  if (isInPlace) return { bytes: 0, height: image[0], width: image[1], top, left };
  return { bytes: 4 * height * width * image[2], height, width, top, left };
}

/** Calls `use` with each image's address, framed; the frame's zeros are written once. */
export function eachFramed(
  { exports }: KernelModule,
  source: number,
  count: number,
  [height, width, channels]: readonly [number, number, number],
  frame: Frame,
  copy: number,
  use: (image: number, index: number) => void,
): void {
  if (frame.bytes > 0) exports.clearBytes(copy, frame.bytes);
  for (let i = 0; i < count; i++) {
    const image = source + 4 * i * height * width * channels;
    if (frame.bytes === 0) use(image, i);
    else {
      exports.placeImage(
        image,
        height,
        width,
        channels,
        copy,
        frame.top,
        frame.left,
        frame.height,
        frame.width,
      );
      use(copy, i);
    }
  }
}
