/** What the charts of this folder are functions of. */
import type { Domain, FormatValue, FrameProps, Variant } from '../types.ts';

export interface NumberLineRow {
  readonly id: string;
  readonly label: string;
  readonly variant: Variant;
  /** The values that there are within the domain, ascending. */
  readonly values: readonly number[];
}

export interface NumberLineProps extends FrameProps {
  readonly rows: readonly NumberLineRow[];
  readonly domain: Domain;
  readonly valueLabel: string;
  readonly format?: FormatValue | undefined;
  /** A value that each row puts on the nearest of its own. */
  readonly at?: number | undefined;
}
