/** What the charts of this folder are functions of. */
import type { StreamPanel } from '../geometry/panels.ts';
import type { FrameProps } from '../types.ts';

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
