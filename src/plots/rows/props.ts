/** What the charts of this folder are functions of. */
import type { FormatValue, FrameProps, Variant } from '../types.ts';

/** A part of every bar: its texture tells it apart without colour. */
export interface RowPart {
  readonly id: string;
  readonly label: string;
}

export interface Row {
  readonly id: string;
  readonly label: string;
  readonly variant: Variant;
  /** One for each part, in their order; all zero or more. A row of zeros has only its text. */
  readonly values: readonly number[];
  /** Written at the bar's end. Default: the sum, as the axis has it. */
  readonly text?: string | undefined;
}

/**
 * `length`: bars from zero. `share`: every bar is as long as the others, and its parts are shares of it.
 * `log`: a point on a logarithmic axis, since a bar has no length there.
 */
export type RowScale = 'length' | 'share' | 'log';

export interface RowBarsProps extends FrameProps {
  readonly rows: readonly Row[];
  /** Where a logarithmic axis begins, if not just below the least: 1 for factors. */
  readonly from?: number | undefined;
  /** More than one where bars are stacked. */
  readonly parts: readonly RowPart[];
  readonly scale?: RowScale | undefined;
  /** What is counted, with its unit. */
  readonly valueLabel: string;
  readonly rowLabel: string;
  readonly format: FormatValue;
  /** A line across all rows: a limit. */
  readonly reference?: { readonly value: number; readonly label: string } | undefined;
  /** The row that the page speaks of. */
  readonly shown?: string | undefined;
}
