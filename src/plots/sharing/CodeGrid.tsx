import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { Figure } from '../frame/Figure.tsx';
import { useFigureNames } from '../frame/FigureContext.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import chart from '../parts/chart.module.css';
import { Reader } from '../parts/Reader.tsx';
import { useSize } from '../parts/useSize.ts';
import type { FrameProps, PlotTable } from '../types.ts';
import styles from './sharing.module.css';
import { toTint } from './tint.ts';

export interface CodeGridProps extends FrameProps {
  /** Of the whole matrix. */
  readonly rows: number;
  readonly columns: number;
  /** One entry a weight, row by row. */
  readonly codes: ArrayLike<number>;
  /** Codes from here on mean "none". */
  readonly codeCount: number;
  /** The weight that is looked at, in the middle of the part that is drawn. */
  readonly at: { readonly row: number; readonly column: number };
  readonly onMove: (at: { readonly row: number; readonly column: number }) => void;
  readonly rowLabel: string;
  readonly columnLabel: string;
  /** What is said of a weight. */
  readonly describe: (row: number, column: number) => string;
}

const CELL_EM = 2.6;
const MOST_ROWS = 7;

/** A part of an index matrix, each weight a cell with its code; arrow keys, pointer and touch choose one. */
export function CodeGrid(props: CodeGridProps) {
  const { columns, codes, codeCount } = props;
  const labels = usePlotLabels();
  const drawn = useRef<GridPart>(null);
  /** The part that is drawn, and no more. */
  const getTable = (): PlotTable => {
    const { row, column, down, across } = drawn.current ?? { row: 0, column: 0, down: 0, across: 0 };
    return {
      columns: [
        { id: 'row', label: props.rowLabel },
        { id: 'column', label: props.columnLabel },
        { id: 'code', label: labels.code },
      ],
      rows: Array.from({ length: down * across }, (_, i) => {
        const [y, x] = [row + Math.floor(i / across), column + (i % across)];
        const code = codes[y * columns + x]!;
        return [y + 1, x + 1, code < codeCount ? code : null];
      }),
    };
  };
  return (
    <Figure {...props} getTable={getTable}>
      <CodeGridBody {...props} drawn={drawn} />
    </Figure>
  );
}

/** Rows and columns of the matrix that are drawn: the first, and how many. */
interface GridPart {
  readonly row: number;
  readonly column: number;
  readonly down: number;
  readonly across: number;
}

function CodeGridBody(props: CodeGridProps & { readonly drawn: RefObject<GridPart | null> }) {
  const { rows, columns, codes, codeCount, at, onMove } = props;
  const labels = usePlotLabels();
  const { title, findingId } = useFigureNames();
  const root = useRef<HTMLDivElement>(null);
  const { width, fontPx, height } = useSize(root);
  const cell = { width: CELL_EM * fontPx, height: 1.9 * fontPx };
  const left = 3.2 * fontPx;
  const top = 3 * fontPx;
  const across = Math.min(columns, Math.max(1, Math.floor((width - left) / cell.width)));
  const room = height === undefined ? MOST_ROWS : Math.floor((height - top - 2) / cell.height);
  const down = Math.min(rows, MOST_ROWS, Math.max(3, room));
  const first = {
    row: clamp(at.row - Math.floor(down / 2), 0, rows - down),
    column: clamp(at.column - Math.floor(across / 2), 0, columns - across),
  };
  const { drawn } = props;
  useEffect(() => {
    drawn.current = { ...first, down, across };
  });
  const move = (row: number, column: number) =>
    onMove({ row: clamp(row, 0, rows - 1), column: clamp(column, 0, columns - 1) });
  const onKey = (event: KeyboardEvent) => {
    const far = event.shiftKey ? 10 : 1;
    const [byRow, byColumn] = MOVES[event.key] ?? [0, 0];
    if (byRow === 0 && byColumn === 0) return false;
    move(at.row + far * byRow, at.column + far * byColumn);
    return true;
  };
  const toIndex = (x: number, y: number) => {
    const row = first.row + clamp(Math.floor(y / cell.height), 0, down - 1);
    const column = first.column + clamp(Math.floor(x / cell.width), 0, across - 1);
    return row * columns + column;
  };
  return (
    <div ref={root} style={{ minHeight: width > 0 ? undefined : '16em', position: 'relative' }}>
      {width > 0 && (
        <>
          <svg
            className={chart.svg}
            width={width}
            height={top + down * cell.height + 2}
            viewBox={`0 0 ${width} ${top + down * cell.height + 2}`}
            role="img"
            aria-label={title}
            aria-describedby={findingId}
          >
            <text className={chart.axisLabel} x={0} y={0.7 * fontPx}>
              {`${props.rowLabel} ↓`}
            </text>
            <text
              className={chart.axisLabel}
              x={left + across * cell.width}
              y={0.7 * fontPx}
              textAnchor="end"
            >
              {`${props.columnLabel} →`}
            </text>
            {countFrom(first.column, across).map((column) => (
              <text
                key={column}
                className={chart.tick}
                x={left + (column - first.column + 0.5) * cell.width}
                y={top - 0.8 * fontPx}
                textAnchor="middle"
              >
                {column + 1}
              </text>
            ))}
            {countFrom(first.row, down).map((row) => (
              <text
                key={row}
                className={chart.tick}
                x={left - 0.5 * fontPx}
                y={top + (row - first.row + 0.5) * cell.height}
                textAnchor="end"
              >
                {row + 1}
              </text>
            ))}
            {Array.from({ length: down * across }, (_, i) => {
              const row = first.row + Math.floor(i / across);
              const column = first.column + (i % across);
              const code = codes[row * columns + column]!;
              const isCoded = code < codeCount;
              return (
                <g
                  key={row * columns + column}
                  className={styles.cell}
                  data-lit={row === at.row && column === at.column}
                  transform={`translate(${left + (i % across) * cell.width},${top + Math.floor(i / across) * cell.height})`}
                >
                  <rect {...cell} style={{ fill: isCoded ? toTint(code, codeCount) : 'var(--plot-paper)' }} />
                  <text x={cell.width / 2} y={cell.height / 2}>
                    {isCoded ? code : '·'}
                  </text>
                </g>
              );
            })}
          </svg>
          <Reader
            label={`${labels.readValues(title)}. ${labels.zoomHint.split(',')[0]}`}
            count={rows * columns}
            at={at.row * columns + at.column}
            text={props.describe(at.row, at.column)}
            // The chosen weight stays when the pointer leaves; a move alone chooses nothing, or the part
            // drawn would run away.
            onMove={() => {}}
            findNearest={toIndex}
            onPick={(x, y) => {
              const index = toIndex(x, y);
              move(Math.floor(index / columns), index % columns);
            }}
            picks
            onKey={onKey}
            style={{ left, top, width: across * cell.width, height: down * cell.height }}
          />
        </>
      )}
    </div>
  );
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
};

function countFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i);
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
