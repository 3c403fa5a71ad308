/** What the charts of this folder are functions of. */
import type { LinePoint, LineSeries, ReferenceLine } from '../geometry/lines.ts';
import type { AxisOptions, FrameProps } from '../types.ts';

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
