/**
 * The words that all charts share: variants of a model, scales, states, tables, and the frame around a
 * figure.
 */
import type { ReactNode } from 'react';

/** What was done to a model. Each variant keeps one colour, dash and marker across every chart. */
export type Variant =
  | 'dense'
  | 'pruned'
  | 'retrained'
  | 'shared'
  | 'quantized'
  | 'distilled'
  | 'accent'
  | 'muted';

/** `logComplement` spreads values near 1 (0, 50 %, 90 %, 99 %): the axis for sparsity. */
export type ScaleKind = 'linear' | 'log' | 'sqrt' | 'logComplement';

/** Writes a value for an axis, a read-out or a table. */
export type FormatValue = (value: number) => string;

export type Domain = readonly [number, number];

export interface AxisOptions {
  /** With its unit: "weights pruned (%)". */
  readonly label: string;
  readonly kind?: ScaleKind | undefined;
  /** Default: the data's extent, rounded to ticks. */
  readonly domain?: Domain | undefined;
  /** Writes ticks. Read-outs and tables use `formatExact` where it is given. */
  readonly format?: FormatValue | undefined;
  readonly formatExact?: FormatValue | undefined;
}

/** Each state but `ready` shows its message in the figure's place. */
export type PlotState =
  | { readonly kind: 'ready' }
  | { readonly kind: 'empty' | 'loading' | 'failed'; readonly message: string };

export interface PlotColumn {
  readonly id: string;
  readonly label: string;
  /**
   * What its numbers count or are measured in, for the header in files: "bytes", "ms". Fractions are told by
   * their format.
   */
  readonly unit?: string | undefined;
  /** Written on the page; the CSV and JSON files carry the bare value. */
  readonly format?: FormatValue | undefined;
}

export type PlotCell = number | string | null;

/**
 * The figure's data, for readers who do not see it and for export. `null` is a value that was not measured.
 */
export interface PlotTable {
  readonly columns: readonly PlotColumn[];
  readonly rows: readonly (readonly PlotCell[])[];
}

/** What stands around every chart. */
export interface FrameProps {
  /** Names the element. Exported files go by the title. */
  readonly id?: string | undefined;
  readonly title: string;
  readonly caption?: ReactNode | undefined;
  /**
   * One sentence that says what the figure shows, with its numbers: the figure for those who do not see it.
   */
  readonly finding: string;
  /** Shows the finding as text below the chart too. Default: only for screen readers. */
  readonly showFinding?: boolean | undefined;
  /**
   * The recipe behind the figure; goes into the exported JSON, SVG and PNG. Default: the page's
   * (`Provenance`).
   */
  readonly provenance?: unknown | undefined;
  readonly state?: PlotState | undefined;
  /** Controls that belong to the figure, set beside its title. */
  readonly controls?: ReactNode | undefined;
  /** Leaves out title and tools (the finding stays), for charts set inside a larger figure. */
  readonly bare?: boolean | undefined;
}
