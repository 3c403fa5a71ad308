/**
 * The gradient of a convolution by its input: again a convolution, of dy with the filter turned by 180
 * degrees. With a stride s each of the s x s residues of input places reads its own taps of the filter, so no
 * multiplication by zero is done.
 */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import { isPointwise } from './convolution.ts';
import {
  type ConvAttrs,
  checkPlain,
  createFrame,
  eachFramed,
  type Geometry,
  readGeometry,
} from './geometry.ts';
import { multiplyAt, panelFloats } from './matmul.ts';
import { type KernelModule, kernelModuleOf } from './module.ts';

/**
 * Above this many products for one that counts, windows are added up instead. Adding costs about a tenth of
 * the product.
 */
const MOST_WASTE = 1.2;

/** One axis of one residue of the stride: which taps reach which input places, from where in dy. */
interface Residue {
  /** First tap; the others follow at the stride. */
  readonly tap: number;
  readonly taps: number;
  /** First input place; the others follow at the stride. */
  readonly place: number;
  readonly places: number;
  /** First row of dy that the first place reads, which may be negative. */
  readonly start: number;
}

/**
 * Input place i gets dy[o] w[u] wherever o stride + u = i + pad. So u has the residue of i + pad, and with u
 * = tap + t stride, o = (i + pad - tap) / stride - t.
 */
function listResidues(size: number, kernel: number, stride: number, pad: number): Residue[] {
  return Array.from({ length: stride }, (_, tap) => {
    const place = (((tap - pad) % stride) + stride) % stride;
    const taps = Math.max(0, Math.ceil((kernel - tap) / stride));
    const start = (place + pad - tap) / stride - (taps - 1);
    return { tap, taps, place, places: Math.max(0, Math.ceil((size - place) / stride)), start };
  }).filter(({ places }) => places > 0);
}

const listRows = (each: Geometry) =>
  listResidues(each.inHeight, each.filterHeight, each.strideHeight, each.top);
const listColumns = (each: Geometry) =>
  listResidues(each.inWidth, each.filterWidth, each.strideWidth, each.left);

/** How many products the turned filter needs for one that counts; the others meet padding. */
function measureWaste(geometry: Geometry): number {
  const products = (residues: Residue[]) =>
    residues.reduce((sum, { places, taps }) => sum + places * taps, 0);
  const { outHeight, outWidth, filterHeight, filterWidth } = geometry;
  const needed = outHeight * outWidth * filterHeight * filterWidth;
  return (products(listRows(geometry)) * products(listColumns(geometry))) / needed;
}

function convolveTurned(
  kernels: KernelModule,
  geometry: Geometry,
  dy: number,
  filter: number,
  dx: number,
): void {
  const { exports } = kernels;
  const {
    batchSize,
    inHeight,
    inWidth,
    inChannels,
    outHeight,
    outWidth,
    outChannels,
    strideHeight,
    strideWidth,
  } = geometry;
  const [rows, columns] = [listRows(geometry), listColumns(geometry)];
  const first = (all: Residue[]) =>
    Math.min(0, ...all.filter(({ taps }) => taps > 0).map(({ start }) => start));
  const last = (all: Residue[], size: number) =>
    Math.max(size, ...all.map((each) => each.start + each.places + each.taps - 1));
  const [top, left] = [-first(rows), -first(columns)];
  const image = [outHeight, outWidth, outChannels] as const;
  const frame = createFrame(image, top + last(rows, outHeight), left + last(columns, outWidth), top, left);
  const pairs = rows.flatMap((row) => columns.map((column) => ({ row, column })));
  const live = pairs.filter(({ row, column }) => row.taps > 0 && column.taps > 0);
  const sizes = live.map(({ row, column }) => ({
    panels: 4 * panelFloats(row.taps * column.taps * outChannels, inChannels),
    table: 4 * row.places * column.places,
  }));
  const [copy, ...parts] = kernels.scratch(
    frame.bytes,
    ...sizes.flatMap(({ panels, table }) => [panels, table, table]),
  );
  const pixelBytes = 4 * outChannels;
  const rowBytes = frame.width * pixelBytes;
  const steps = live.map(({ row, column }, index) => {
    const [panels, inOffsets, outOffsets] = parts.slice(3 * index, 3 * index + 3) as [number, number, number];
    exports.packTurnedFilter(
      filter,
      geometry.filterHeight,
      geometry.filterWidth,
      inChannels,
      outChannels,
      row.tap,
      column.tap,
      strideHeight,
      strideWidth,
      panels,
    );
    exports.fillOffsets(inOffsets, row.places, column.places, rowBytes, pixelBytes);
    exports.fillOffsets(
      outOffsets,
      row.places,
      column.places,
      4 * strideHeight * inWidth * inChannels,
      4 * strideWidth * inChannels,
    );
    return {
      panels,
      inOffsets,
      outOffsets,
      from: (row.start + top) * rowBytes + (column.start + left) * pixelBytes,
      to: 4 * (row.place * inWidth + column.place) * inChannels,
      pixels: row.places * column.places,
      runs: row.taps,
      run: column.taps * outChannels,
    };
  });
  const inputBytes = 4 * inHeight * inWidth * inChannels;
  if (live.length < strideHeight * strideWidth) exports.clearBytes(dx, batchSize * inputBytes);
  eachFramed(kernels, dy, batchSize, image, frame, copy as number, (from, i) => {
    for (const { panels, inOffsets, outOffsets, pixels, runs, run, ...step } of steps) {
      const to = dx + i * inputBytes + step.to;
      exports.convolveImage(
        from + step.from,
        inOffsets,
        to,
        outOffsets,
        pixels,
        runs,
        run,
        rowBytes - 4 * run,
        panels,
        inChannels,
      );
    }
  });
}

/** The input gradient as whole windows that are added up where they overlap. */
function addWindows(kernels: KernelModule, geometry: Geometry, dy: number, filter: number, dx: number): void {
  const { exports } = kernels;
  const {
    batchSize,
    inHeight,
    inWidth,
    inChannels,
    outHeight,
    outWidth,
    outChannels,
    filterHeight,
    filterWidth,
  } = geometry;
  const [height, width] = [
    Math.max(geometry.paddedHeight, geometry.top + inHeight),
    Math.max(geometry.paddedWidth, geometry.left + inWidth),
  ];
  const isInPlace = height === inHeight && width === inWidth;
  const frameBytes = 4 * height * width * inChannels;
  const inputBytes = 4 * inHeight * inWidth * inChannels;
  const run = filterWidth * inChannels;
  const depth = filterHeight * run;
  const [panels, windows, copy] = kernels.scratch(
    4 * panelFloats(outChannels, depth),
    4 * outWidth * depth,
    isInPlace ? 0 : frameBytes,
  ) as [number, number, number];
  exports.packMatrix(filter, outChannels, depth, 1, panels);
  for (let i = 0; i < batchSize; i++) {
    const to = dx + i * inputBytes;
    const frame = isInPlace ? to : copy;
    exports.clearBytes(frame, frameBytes);
    exports.addWindows(
      dy + 4 * i * outHeight * outWidth * outChannels,
      outHeight,
      outWidth,
      outChannels,
      panels,
      windows,
      frame,
      4 * width * inChannels,
      4 * geometry.strideWidth * inChannels,
      geometry.strideHeight,
      filterHeight,
      run,
    );
    if (isInPlace) continue;
    exports.placeImage(
      frame,
      height,
      width,
      inChannels,
      to,
      -geometry.top,
      -geometry.left,
      inHeight,
      inWidth,
    );
  }
}

function inputGradient(
  kernels: KernelModule,
  geometry: Geometry,
  dy: number,
  filter: number,
  dx: number,
): void {
  const { batchSize, inHeight, inWidth, inChannels, outChannels } = geometry;
  if (isPointwise(geometry)) {
    const sizes = {
      m: batchSize * inHeight * inWidth,
      k: outChannels,
      n: inChannels,
      transposeA: false,
      transposeB: true,
    };
    multiplyAt(kernels, sizes, [{ a: dy, b: filter, c: dx }]);
  } else if (measureWaste(geometry) > MOST_WASTE) addWindows(kernels, geometry, dy, filter, dx);
  else convolveTurned(kernels, geometry, dy, filter, dx);
}

/** tfjs's Conv2DBackpropInput. */
export const conv2dBackpropInput: KernelFunc = ({ inputs, attrs, backend }) => {
  const { dy, filter } = inputs as unknown as { dy: TensorInfo; filter: TensorInfo };
  const { inputShape, ...rest } = attrs as unknown as ConvAttrs & { inputShape: number[] };
  const kernels = kernelModuleOf(backend);
  const dx = kernels.allocate(inputShape);
  const geometry = readGeometry(inputShape, filter.shape, checkPlain(rest));
  inputGradient(kernels, geometry, kernels.address(dy), kernels.address(filter), kernels.address(dx));
  return dx;
};
