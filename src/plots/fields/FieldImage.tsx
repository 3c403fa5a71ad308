import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react';
import { formatCount, formatNumber } from '../format.ts';
import { Figure } from '../frame/Figure.tsx';
import { useFigureNames } from '../frame/FigureContext.ts';
import { type ColorTable, toTableOffset } from '../geometry/color.ts';
import { toInkOutline } from '../geometry/outline.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import chart from '../parts/chart.module.css';
import { ROW_KEYS } from '../parts/keys.ts';
import { PlotReader, type Reading } from '../parts/PlotReader.tsx';
import { useSize } from '../parts/useSize.ts';
import type { FrameProps, PlotTable, Variant } from '../types.ts';
import { ColorKey, KEY_EM } from './ColorKey.tsx';
import styles from './fields.module.css';
import { useBitmap } from './useBitmap.ts';
import { useColors } from './useColors.ts';

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

/** A number for each pixel of the input: darker where more. */
export function FieldImage(props: FieldImageProps) {
  const { rows, columns, values, valueLabel } = props;
  const labels = usePlotLabels();
  const getTable = (): PlotTable => ({
    columns: [
      { id: 'row', label: labels.row, format: formatCount },
      { id: 'column', label: labels.column, format: formatCount },
      { id: 'value', label: valueLabel, format: formatNumber },
    ],
    rows: Array.from({ length: rows * columns }, (_, i) => [
      Math.floor(i / columns) + 1,
      (i % columns) + 1,
      values[i] ?? null,
    ]),
  });
  return (
    <Figure {...props} getTable={getTable}>
      <FieldBody {...props} />
    </Figure>
  );
}

function FieldBody(props: FieldImageProps) {
  const { rows, columns, values, valueLabel, max, variant = 'pruned' } = props;
  const root = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, fontPx, height } = useSize(root);
  const colors = useColors(root, variant);
  const [at, setAt] = useState<number>();
  const most = useMemo(() => max ?? Math.max(1e-12, ...Array.from(values)), [max, values]);
  const room = height === undefined ? 22 * fontPx : (columns / rows) * (height - KEY_EM * fontPx);
  const cell = Math.max(1, Math.floor(Math.min(width, room) / columns));
  const size = { width: cell * columns, height: cell * rows };
  const paint = useCallback(
    (rgba: Uint8ClampedArray) => {
      if (colors) paintField(rgba, colors.sequential, values, most, rows * columns);
    },
    [colors, values, most, rows, columns],
  );
  useBitmap(canvas, columns, rows, paint);
  return (
    <div ref={root} style={{ minHeight: width > 0 ? undefined : '22em' }}>
      <div style={{ position: 'relative', ...size }}>
        <canvas ref={canvas} style={{ ...size, display: 'block', imageRendering: 'pixelated' }} />
        <FieldLines {...props} size={size} at={at} />
        <FieldReader
          {...props}
          cell={cell}
          fontPx={fontPx}
          chartWidth={Math.max(size.width, width * 0.7)}
          at={at}
          onMove={setAt}
        />
      </div>
      {colors && (
        <div className={styles.key}>
          <ColorKey
            fontPx={fontPx}
            table={colors.sequential}
            low="0"
            high={formatNumber(most)}
            label={valueLabel}
          />
        </div>
      )}
    </div>
  );
}

function paintField(
  rgba: Uint8ClampedArray,
  table: ColorTable,
  values: ArrayLike<number>,
  most: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const from = toTableOffset(values[i]! / most);
    rgba.set(table.subarray(from, from + 3), 4 * i);
    rgba[4 * i + 3] = 255;
  }
}

interface LinesProps extends Pick<FieldImageProps, 'rows' | 'columns' | 'overlay'> {
  readonly size: { readonly width: number; readonly height: number };
  readonly at: number | undefined;
}

/** The frame, the outline of an image, and the pixel that is read. */
function FieldLines({ rows, columns, overlay, size, at }: LinesProps) {
  const { title, findingId } = useFigureNames();
  const outline = useMemo(
    () => (overlay ? toInkOutline(overlay, rows, columns) : ''),
    [overlay, rows, columns],
  );
  return (
    <svg
      className={`${chart.svg} ${styles.over}`}
      {...size}
      viewBox={`0 0 ${columns} ${rows}`}
      style={{ position: 'absolute', inset: 0, overflow: 'visible' }}
      role="img"
      aria-label={title}
      aria-describedby={findingId}
    >
      {outline && <path className={styles.outline} d={outline} vectorEffect="non-scaling-stroke" />}
      <rect className={styles.frame} width={columns} height={rows} vectorEffect="non-scaling-stroke" />
      {at !== undefined && (
        <rect
          className={styles.cursor}
          data-export="skip"
          x={at % columns}
          y={Math.floor(at / columns)}
          width={1}
          height={1}
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
}

interface ReaderProps extends Pick<FieldImageProps, 'rows' | 'columns' | 'values' | 'valueLabel'> {
  /** Pixels of one datum. */
  readonly cell: number;
  readonly fontPx: number;
  readonly chartWidth: number;
  readonly at: number | undefined;
  readonly onMove: (at: number | undefined) => void;
}

/** Reads one pixel of the input at a time. */
function FieldReader(props: ReaderProps) {
  const { rows, columns, values, valueLabel, cell, fontPx, at, onMove } = props;
  const labels = usePlotLabels();
  const read = (index: number): Reading => {
    const [row, column] = [Math.floor(index / columns), index % columns];
    const text = labels.cell(
      `${labels.row} ${row + 1}`,
      `${labels.column} ${column + 1}`,
      `${formatNumber(values[index]!)} ${valueLabel}`,
    );
    return { text, x: (column + 1) * cell, y: Math.max(0, row * cell - 3 * fontPx), tip: text };
  };
  const onKey = ({ key }: KeyboardEvent) => {
    const by = ROW_KEYS[key];
    if (by === undefined) return false;
    const next = (at ?? -columns) + by * columns;
    if (next >= 0 && next < rows * columns) onMove(next);
    return true;
  };
  return (
    <PlotReader
      area={{ left: 0, top: 0, right: cell * columns, bottom: cell * rows }}
      chartWidth={props.chartWidth}
      reading={at === undefined ? undefined : read(at)}
      count={rows * columns}
      at={at}
      onMove={onMove}
      onKey={onKey}
      findNearest={(x, y) => {
        const [c, r] = [Math.floor(x / cell), Math.floor(y / cell)];
        return c >= 0 && r >= 0 && c < columns && r < rows ? r * columns + c : undefined;
      }}
    />
  );
}
