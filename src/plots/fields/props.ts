/** What the charts of this folder are functions of. */
import type { FrameProps, Variant } from '../types.ts';

/** A kernel as a picture: which weights are kept, or their values, every row an input. */
export interface MaskImageProps extends FrameProps {
  /** [rows, columns], row-major: for a dense kernel [inputs, units]. */
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
  /** 1 kept, 0 pruned. Default: what is not zero is kept. */
  readonly kept?: Uint8Array | undefined;
  /** Weights below it are drawn as pruned: a preview while a threshold is dragged. */
  readonly threshold?: number | undefined;
  readonly mode?: 'mask' | 'weights' | undefined;
  readonly variant?: Variant | undefined;
  readonly rowLabel: string;
  readonly columnLabel: string;
  /**
   * Which way rows (inputs) run on the page. Default 'across': fc1's 784 inputs from left to right, 28 bands
   * side by side.
   */
  readonly rowsRun?: 'across' | 'down' | undefined;
  /** Splits the rows into equal bands with guides: 28 for fc1 of a 28x28 image. */
  readonly bands?: number | undefined;
  readonly bandLabel?: string | undefined;
  /** Adds to the read-out what a row is: "pixel row 10, column 4". */
  readonly describeRow?: ((row: number) => string) | undefined;
  readonly onHoverCell?:
    | ((cell: { readonly row: number; readonly column: number } | undefined) => void)
    | undefined;
}

/** Convolution kernels as small pictures on one diverging scale, pruned weights crossed out. */
export interface FilterGridProps extends FrameProps {
  /** [height, width, inputs, filters], as tfjs stores them. */
  readonly shape: readonly [number, number, number, number];
  readonly values: Float32Array;
  readonly kept?: Uint8Array | undefined;
  readonly threshold?: number | undefined;
  /** Weight at the ends of the colour scale. Default: the largest |weight|. */
  readonly extent?: number | undefined;
  /** Kernels drawn at most; the figure says how many more there are. Default 1,280. */
  readonly maxKernels?: number | undefined;
  /** `signs`: minus black, plus white, zero grey, and nothing crossed out. Default: blue to orange. */
  readonly tone?: 'weights' | 'signs' | undefined;
  /** 1 at weights to point at with a dot. */
  readonly marked?: Uint8Array | undefined;
}
