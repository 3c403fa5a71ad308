/** Where the marks of number lines stand, in pixels. */
import type { PlotArea } from '../geometry/lines.ts';
import { fitPlot } from '../geometry/room.ts';
import { createScale } from '../geometry/scale.ts';
import { layoutTicks, type Tick } from '../geometry/ticks.ts';
import type { Domain, FormatValue } from '../types.ts';
import type { NumberLineRow } from './props.ts';

export interface NumberLineInput {
  readonly width: number;
  readonly fontPx: number;
  readonly height?: number | undefined;
  readonly rows: readonly NumberLineRow[];
  readonly domain: Domain;
  readonly format: FormatValue;
  readonly at?: number | undefined;
}

export interface NumberLineLayout {
  readonly height: number;
  readonly area: PlotArea;
  readonly ticks: readonly Tick[];
  /** Half the length of a mark. */
  readonly mark: number;
  /** Where the value stands that the rows are asked for. */
  readonly at?: number;
  readonly rows: readonly {
    readonly row: NumberLineRow;
    /** Of the row's own line. */
    readonly y: number;
    /** An SVG path of all marks. */
    readonly marks: string;
    /** Of the mark nearest to the value that is asked for. */
    readonly nearest?: number;
  }[];
}

export function layoutNumberLine(input: NumberLineInput): NumberLineLayout {
  const { width, fontPx, height, rows, domain, format, at } = input;
  const area = {
    left: Math.round(0.9 * fontPx),
    right: Math.floor(width - 0.9 * fontPx),
    top: 0,
    bottom: Math.round(fitPlot(rows.length * 5 * fontPx, height, 3.2 * fontPx, rows.length * 3.6 * fontPx)),
  };
  const x = createScale('linear', domain, [area.left, area.right]);
  const pitch = area.bottom / rows.length;
  const mark = Math.min(0.22 * pitch, 1.4 * fontPx);
  return {
    height: Math.round(area.bottom + 3.2 * fontPx),
    area,
    ticks: layoutTicks(x, 'x', format, fontPx),
    mark,
    ...(at !== undefined && { at: x.toPixel(at) }),
    rows: rows.map((row, index) => {
      const y = Math.round(area.top + (index + 0.68) * pitch);
      const nearest = at === undefined ? undefined : findNearest(row.values, at);
      return {
        row,
        y,
        marks: row.values.map((value) => `M${x.toPixel(value).toFixed(1)},${y - mark}v${2 * mark}`).join(''),
        ...(nearest !== undefined && { nearest: x.toPixel(nearest) }),
      };
    }),
  };
}

function findNearest(values: readonly number[], wanted: number): number | undefined {
  return values.reduce<number | undefined>(
    (best, each) => (best === undefined || Math.abs(each - wanted) < Math.abs(best - wanted) ? each : best),
    undefined,
  );
}
