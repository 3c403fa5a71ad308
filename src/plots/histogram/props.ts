/** What the charts of this folder are functions of. */
import type { HistogramSeries } from '../geometry/histogram.ts';
import type { FrameProps } from '../types.ts';

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
  /**
   * What the handles stand for: pruning takes what lies between them, clipping what lies beyond. Default:
   * `between`.
   */
  readonly thresholdTakes?: 'between' | 'beyond' | undefined;
  /** Values of a grid that weights are put on, marked across the plot. */
  readonly levels?: readonly number[] | undefined;
  readonly emphasis?: string | undefined;
}
