/**
 * What each chart is a function of: the props of every chart in one place. Charts hold no data of their own:
 * only what the reader points at.
 */
import type { AxisOptions, FrameProps, Variant } from './types.ts';

export interface HistogramSeries {
  readonly id: string;
  readonly label: string;
  readonly variant: Variant;
  /**
   * Weights. Exact zeros are counted apart. A new array means new weights: the chart counts once per array.
   */
  readonly values: Float32Array;
}

/**
 * Layered weight histograms with, if `onThresholdChange` is given, a pair of handles at plus and minus the
 * threshold.
 */
export interface HistogramProps extends FrameProps {
  readonly series: readonly HistogramSeries[];
  readonly countScale?: 'linear' | 'sqrt' | 'log' | undefined;
  /** Largest |weight| on the axis. Default: that of all series, rounded up; fix it to keep the axis still. */
  readonly extent?: number | undefined;
  readonly bins?: number | undefined;
  /**
   * Height of the plot in lines of its text, for several below each other. Default: 12 to 19 by its width.
   */
  readonly heightEm?: number;
  /** "weight" by default; the axis' words. */
  readonly valueLabel?: string | undefined;
  readonly threshold?: number | undefined;
  /** At most once a frame while the reader drags. */
  readonly onThresholdChange?: ((threshold: number) => void) | undefined;
  /** Once, when the drag or key press ends: the moment for costly work. */
  readonly onThresholdCommit?: ((threshold: number) => void) | undefined;
  /** Series whose weights the threshold's read-out counts. Default: the first. */
  readonly thresholdSeries?: string | undefined;
  readonly emphasis?: string | undefined;
}

export interface LinePoint {
  readonly x: number;
  /** `null`: not measured yet, or it failed; the line is broken there. */
  readonly y: number | null;
  /** Ends of an uncertainty whisker. */
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** Added to the read-out: "82 images wrong". */
  readonly note?: string | undefined;
}

export interface LineSeries {
  readonly id: string;
  readonly label: string;
  readonly variant: Variant;
  /** In ascending x. May grow while the reader watches. */
  readonly points: readonly LinePoint[];
  /** Tells apart series of one variant. Default: the variant's own. */
  readonly dash?: 'solid' | 'dashed' | 'dotted' | 'dashdot' | undefined;
  readonly marker?: 'circle' | 'square' | 'triangle' | 'diamond' | 'cross' | 'none' | undefined;
}

export interface ReferenceLine {
  readonly axis: 'x' | 'y';
  readonly value: number;
  readonly label: string;
  readonly variant?: Variant | undefined;
}

export interface LineChartProps extends FrameProps {
  readonly series: readonly LineSeries[];
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  readonly references?: readonly ReferenceLine[] | undefined;
  /** Makes points into buttons: "show this model". */
  readonly onPick?: ((seriesId: string, point: LinePoint) => void) | undefined;
  /** The point the reader has chosen, drawn ringed. */
  readonly picked?: { readonly seriesId: string; readonly x: number } | undefined;
  /** Draws this series in full colour and the others faded: words in the text drive the figure. */
  readonly emphasis?: string | undefined;
  readonly onEmphasis?: ((seriesId: string | undefined) => void) | undefined;
  /** Height over width on a wide page. Default 0.56. */
  readonly aspect?: number | undefined;
}

/**
 * A stream of measurements in ascending steps. Arrays may be replaced as often as wished: drawing waits for
 * the next frame.
 */
export interface StreamSeries {
  readonly id: string;
  readonly label: string;
  readonly variant: Variant;
  readonly steps: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  /**
   * Weight of the past in the exponential mean drawn over the raw values; 0 draws the raw values alone.
   * Default 0.9.
   */
  readonly smoothing?: number | undefined;
  /** Few values (one an epoch): drawn as markers joined by a line. */
  readonly sparse?: boolean | undefined;
}

export interface StreamPanel {
  readonly id: string;
  readonly axis: AxisOptions;
  readonly series: readonly StreamSeries[];
}

/**
 * Live loss and accuracy: panels one above the other on a common step axis, curves on canvas, axes in SVG.
 */
export interface LossChartProps extends FrameProps {
  readonly panels: readonly StreamPanel[];
  readonly stepLabel?: string | undefined;
  /** The axis' end, so that it stands still while the run fills it. Default: the last step. */
  readonly stepsTotal?: number | undefined;
  /** Steps at which epochs or stages began, drawn as fine rules. */
  readonly boundaries?: readonly { readonly step: number; readonly label: string }[] | undefined;
}

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
}

/** Numbers over the input's pixels: how many weights each pixel still feeds. */
export interface FieldImageProps extends FrameProps {
  readonly rows: number;
  readonly columns: number;
  readonly values: ArrayLike<number>;
  /** "weights kept": what a value counts. */
  readonly valueLabel: string;
  readonly max?: number | undefined;
  readonly variant?: Variant | undefined;
  /** An image of the same size, 0 to 255, drawn as a faint outline on top. */
  readonly overlay?: Uint8Array | undefined;
}

export interface FileByteParts {
  readonly header: number;
  readonly weights: number;
  readonly indices: number;
  readonly codebooks: number;
  readonly biases: number;
}

/** One model's ledger; the protocol's ledger fits as it is. */
export interface LedgerFigures {
  readonly parameters: number;
  readonly nonZeros: number;
  readonly fileBytes: number;
  readonly fileParts: FileByteParts;
  readonly macs: number;
  readonly effectiveMacs: number;
  readonly wrong: number;
  readonly tested: number;
  readonly latencyMs: {
    readonly median: number;
    readonly p95: number;
    readonly n: number;
    /** Layers that were not computed in a fused form; absent where there are none. */
    readonly unfused?: readonly string[];
  };
  /** With each layer in its faster form, where that was measured. */
  readonly speed?: {
    readonly best: { readonly median: number };
    readonly breakEven: number | null;
    /** How far apart samples of one time were; a break-even from noise is left out. */
    readonly noise?: number;
  };
}

export interface LedgerEntry {
  readonly id: string;
  readonly label: string;
  readonly variant: Variant;
  readonly ledger: LedgerFigures;
}

export type LedgerMeasure = 'nonZeros' | 'macs' | 'latency' | 'wrong';

/**
 * File bytes by part as stacked bars, and small bars for the other measures. The first entry is the
 * reference.
 */
export interface LedgerBarsProps extends FrameProps {
  readonly entries: readonly LedgerEntry[];
  /** Default: all four. */
  readonly measures?: readonly LedgerMeasure[] | undefined;
}

export interface ProbabilityColumn {
  readonly id: string;
  readonly label: string;
  readonly variant: Variant;
  /** One probability a class, or `undefined` while nothing is asked. */
  readonly probabilities: ArrayLike<number> | undefined;
}

/** Answers of one or more models to one image, class by class, side by side. */
export interface ProbabilityBarsProps extends FrameProps {
  readonly classes: readonly string[];
  readonly models: readonly ProbabilityColumn[];
  /** The right answer, if it is known. */
  readonly truth?: number | undefined;
}

/** An image of the dataset, crisp. Grey images are drawn as ink on the page's paper. */
export interface DigitImageProps {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** 0 to 255, row-major, channels last. */
  readonly pixels: Uint8Array;
  /** Text for those who do not see it: "a handwritten 7". */
  readonly label: string;
  /** CSS pixels on the page. Default: 4 a pixel. */
  readonly size?: number | undefined;
}

/** A word-sized line in running text. */
export interface SparkProps {
  readonly values: ArrayLike<number>;
  readonly label: string;
  readonly variant?: Variant | undefined;
  readonly domain?: readonly [number, number] | undefined;
}
