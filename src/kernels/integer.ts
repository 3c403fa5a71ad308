/**
 * Does 8-bit arithmetic become faster? A convolution or dense layer with weights of 8 bits, one scale for each output, on activations that are
 * rounded to 8 bits with one scale, on WASM. Sums are exact integers, so the result is that of the integers on every
 * machine.
 *
 * Left out on purpose: zero points (both sides are symmetric) and gradients; this is for inference and for measuring it.
 */
import * as tf from '@tensorflow/tfjs-core';
import { type ConvAttrs, type Geometry, readGeometry } from './geometry.ts';
import { kernelModuleOf } from './module.ts';

const KERNEL = 'Int8Conv2D';

export interface IntegerFilter {
  /** Whole numbers from -127 to 127, [kernelHeight, kernelWidth, channels, outputs]. */
  readonly values: Int8Array;
  readonly shape: readonly [kernelHeight: number, kernelWidth: number, channels: number, outputs: number];
  /** What one step of each output's weights is worth. */
  readonly scales: ArrayLike<number>;
}

interface KernelAttrs extends ConvAttrs {
  readonly filterShape: readonly [number, number, number, number];
  readonly inputScale: number;
}

/** [kernel row][pair of the row's numbers][8 outputs][2] for each group of eight outputs, two 16-bit numbers to an int32. */
function packPanels({ values, shape }: IntegerFilter): Int32Array {
  const [rows, width, channels, outputs] = shape;
  const run = width * channels;
  const [pairs, groups] = [Math.ceil(run / 2), Math.ceil(outputs / 8)];
  const panels = new Int32Array(groups * rows * pairs * 8);
  const numbers = new Int16Array(panels.buffer);
  for (const [at, value] of values.entries()) {
    const [output, place] = [at % outputs, Math.floor(at / outputs)];
    const [row, number] = [Math.floor(place / run), place % run];
    const pair = ((output >> 3) * rows + row) * pairs + (number >> 1);
    numbers[(pair * 8 + (output & 7)) * 2 + (number & 1)] = value;
  }
  return panels;
}

/** A layer with 8-bit weights. Owns its tensors until `dispose`. */
export class IntegerLayer {
  readonly #shape: IntegerFilter['shape'];
  readonly #panels: tf.Tensor;
  readonly #scales: tf.Tensor;

  /** A dense layer is a filter of shape [1, 1, inputs, outputs]. */
  constructor(filter: IntegerFilter) {
    const size = filter.shape.reduce((product, side) => product * side, 1);
    const outputs = filter.shape[3];
    if (filter.values.length !== size || filter.scales.length !== outputs) {
      throw new Error(
        `a filter [${filter.shape}] must have ${size} values and ${outputs} scales, ` +
          `got ${filter.values.length} and ${filter.scales.length}`,
      );
    }
    const scales = new Float32Array(Math.ceil(outputs / 8) * 8);
    scales.set(Array.from(filter.scales));
    this.#shape = filter.shape;
    this.#panels = tf.keep(tf.tensor1d(packPanels(filter), 'int32'));
    this.#scales = tf.keep(tf.tensor1d(scales));
  }

  /**
   * The convolution of round(x / inputScale), cut at 127, with the filter, in float32. Caller disposes.
   * @param x [batch, height, width, channels]
   */
  convolve(x: tf.Tensor4D, inputScale: number, stride: number, pad: ConvAttrs['pad']): tf.Tensor4D {
    if (x.shape[3] !== this.#shape[2])
      throw new Error(`x must have ${this.#shape[2]} channels, got ${x.shape[3]}`);
    const attrs = { filterShape: this.#shape, inputScale, strides: [stride, stride], pad };
    const inputs = { x, panels: this.#panels, scales: this.#scales };
    return tf.engine().runKernel(KERNEL, inputs, attrs as unknown as tf.NamedAttrMap) as tf.Tensor4D;
  }

  /** As `convolve` for a dense layer. @param x [rows, inputs] */
  multiply(x: tf.Tensor2D, inputScale: number): tf.Tensor2D {
    // The rows of x are the pixels of one image.
    return tf.tidy(() => {
      const [rows, inputs] = x.shape;
      const y = this.convolve(tf.reshape(x, [1, 1, rows, inputs]), inputScale, 1, 'valid');
      return tf.reshape(y, [rows, this.#shape[3]]) as tf.Tensor2D;
    });
  }

  dispose(): void {
    tf.dispose([this.#panels, this.#scales]);
  }
}

/** Size in pixels of the frame that holds an image and all that windows reach. */
function measureFrame({
  inHeight,
  inWidth,
  paddedHeight,
  paddedWidth,
  top,
  left,
}: Geometry): [number, number] {
  return [Math.max(paddedHeight, top + inHeight), Math.max(paddedWidth, left + inWidth)];
}

const int8Conv2d: tf.KernelFunc = ({ inputs, attrs, backend }) => {
  const kernels = kernelModuleOf(backend);
  const { exports } = kernels;
  const { x, panels, scales } = inputs as unknown as Record<'x' | 'panels' | 'scales', tf.TensorInfo>;
  const { filterShape, inputScale, ...rest } = attrs as unknown as KernelAttrs;
  const geometry = readGeometry(x.shape, filterShape, rest);
  const { inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, filterHeight, filterWidth } =
    geometry;
  const y = kernels.allocate(geometry.outShape);
  const [height, width] = measureFrame(geometry);
  const pairs = Math.ceil((filterWidth * inChannels) / 2);
  const pixels = outHeight * outWidth;
  const pixelBytes = 2 * inChannels;
  const rowBytes = width * pixelBytes;
  // A run of odd length reads one number more, past the frame at its very end.
  const frameBytes = height * rowBytes + 2;
  const factorCount = Math.ceil(outChannels / 8) * 8;
  const [frame, inOffsets, outOffsets, factors] = kernels.scratch(
    frameBytes,
    4 * pixels,
    4 * pixels,
    4 * factorCount,
  ) as [number, number, number, number];
  const [from, weights, gains, to] = [x, panels, scales, y].map((each) => kernels.address(each)) as [
    number,
    number,
    number,
    number,
  ];
  const floats = kernels.floats();
  for (let i = 0; i < factorCount; i++)
    floats[factors / 4 + i] = (floats[gains / 4 + i] as number) * inputScale;
  exports.clearBytes(frame, frameBytes);
  exports.fillOffsets(
    inOffsets,
    outHeight,
    outWidth,
    geometry.strideHeight * rowBytes,
    geometry.strideWidth * pixelBytes,
  );
  exports.fillOffsets(outOffsets, 1, pixels, 0, 4 * outChannels);
  for (let i = 0; i < geometry.batchSize; i++) {
    const image = from + 4 * i * inHeight * inWidth * inChannels;
    exports.quantizeImage(
      image,
      inHeight,
      inWidth,
      inChannels,
      1 / inputScale,
      frame,
      geometry.top,
      geometry.left,
      width,
    );
    exports.convolveIntegerImage(
      frame,
      inOffsets,
      to + 4 * i * pixels * outChannels,
      outOffsets,
      pixels,
      filterHeight,
      pairs,
      rowBytes - 4 * pairs,
      weights,
      factors,
      outChannels,
    );
  }
  return y;
};

export const INTEGER_KERNELS = { [KERNEL]: int8Conv2d };
