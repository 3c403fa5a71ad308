/** A kernel as pixels: one a weight, for a canvas to enlarge or shrink. */
import { type ColorTable, type Rgb, toTableOffset } from './color.ts';

export interface KernelRaster {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
  readonly kept?: Uint8Array | undefined;
  readonly threshold?: number | undefined;
  /** True: rows run from left to right. */
  readonly across: boolean;
}

/** A weight is drawn as kept if its mask keeps it (or it is not zero) and it is above the threshold. */
export function isKept(raster: KernelRaster, index: number): boolean {
  const value = raster.values[index]!;
  const masked = raster.kept ? raster.kept[index] === 1 : value !== 0;
  return masked && !(raster.threshold !== undefined && Math.abs(value) <= raster.threshold);
}

/** RGBA: kept weights in `ink`, pruned ones clear. */
export function paintMask(raster: KernelRaster, ink: Rgb): Uint8ClampedArray<ArrayBuffer> {
  return paint(raster, (pixels, at) => {
    pixels[at] = ink[0];
    pixels[at + 1] = ink[1];
    pixels[at + 2] = ink[2];
  });
}

/** RGBA: kept weights on a diverging table from -extent to extent, pruned ones clear. */
export function paintWeights(
  raster: KernelRaster,
  table: ColorTable,
  extent: number,
): Uint8ClampedArray<ArrayBuffer> {
  return paint(raster, (pixels, at, value) => {
    const from = toTableOffset((value / extent + 1) / 2);
    pixels[at] = table[from]!;
    pixels[at + 1] = table[from + 1]!;
    pixels[at + 2] = table[from + 2]!;
  });
}

function paint(
  raster: KernelRaster,
  setColor: (pixels: Uint8ClampedArray, at: number, value: number) => void,
): Uint8ClampedArray<ArrayBuffer> {
  const { rows, columns, values, across } = raster;
  const pixels = new Uint8ClampedArray(4 * rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const index = row * columns + column;
      if (!isKept(raster, index)) continue;
      const at = 4 * (across ? column * rows + row : index);
      setColor(pixels, at, values[index]!);
      pixels[at + 3] = 255;
    }
  }
  return pixels;
}

/** The part of the kernel that is shown, in weights from its left and upper edge. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The view `factor` times closer, with the given weight kept where it is; never beyond the whole nor closer
 * than 8 weights.
 */
export function zoomView(view: View, whole: View, factor: number, atX: number, atY: number): View {
  const width = Math.min(whole.width, Math.max(view.width / factor, Math.min(8, whole.width)));
  const height = Math.min(whole.height, Math.max(view.height / factor, Math.min(8, whole.height)));
  const x = atX - ((atX - view.x) / view.width) * width;
  const y = atY - ((atY - view.y) / view.height) * height;
  return moveView({ x, y, width, height }, whole, 0, 0);
}

/** The view moved by so many weights, held inside the whole. */
export function moveView(view: View, whole: View, byX: number, byY: number): View {
  return {
    ...view,
    x: Math.min(Math.max(view.x + byX, 0), whole.width - view.width),
    y: Math.min(Math.max(view.y + byY, 0), whole.height - view.height),
  };
}

/** The view moved as little as shows this weight. */
export function showCell(view: View, whole: View, x: number, y: number): View {
  const byX = x < view.x ? x - view.x : Math.max(0, x + 1 - view.x - view.width);
  const byY = y < view.y ? y - view.y : Math.max(0, y + 1 - view.y - view.height);
  return moveView(view, whole, byX, byY);
}
