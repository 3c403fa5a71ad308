import { type RefObject, useEffect, useRef } from 'react';
import { Figure } from '../frame/Figure.tsx';
import { useFigureNames } from '../frame/FigureContext.ts';
import type { PlotArea } from '../geometry/lines.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import chart from '../parts/chart.module.css';
import { Drawing } from '../parts/Drawing.tsx';
import { toCellMove } from '../parts/keys.ts';
import { Reader } from '../parts/Reader.tsx';
import { type Size, useSize } from '../parts/useSize.ts';
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

interface GridLayout extends Size {
  readonly height: number;
  /** Of one weight. */
  readonly cell: { readonly width: number; readonly height: number };
  readonly area: PlotArea;
  readonly part: GridPart;
}

/** As many weights as there is room for, with the one that is looked at in their middle. */
function layoutCodeGrid({ rows, columns, at }: CodeGridProps, { width, fontPx, height }: Size): GridLayout {
  const cell = { width: CELL_EM * fontPx, height: 1.9 * fontPx };
  const left = 3.2 * fontPx;
  const top = 3 * fontPx;
  const across = Math.min(columns, Math.max(1, Math.floor((width - left) / cell.width)));
  const room = height === undefined ? MOST_ROWS : Math.floor((height - top - 2) / cell.height);
  const down = Math.min(rows, MOST_ROWS, Math.max(3, room));
  return {
    width,
    fontPx,
    height: top + down * cell.height + 2,
    cell,
    area: { left, top, right: left + across * cell.width, bottom: top + down * cell.height },
    part: {
      row: clamp(at.row - Math.floor(down / 2), 0, rows - down),
      column: clamp(at.column - Math.floor(across / 2), 0, columns - across),
      down,
      across,
    },
  };
}

function CodeGridBody(props: CodeGridProps & { readonly drawn: RefObject<GridPart | null> }) {
  const { drawn } = props;
  const root = useRef<HTMLDivElement>(null);
  const size = useSize(root);
  const layout = layoutCodeGrid(props, size);
  useEffect(() => {
    drawn.current = layout.part;
  });
  return (
    <div ref={root} style={{ minHeight: size.width > 0 ? undefined : '16em', position: 'relative' }}>
      {size.width > 0 && (
        <>
          <CodeGridDrawing {...props} layout={layout} />
          <CodeGridReader {...props} layout={layout} />
        </>
      )}
    </div>
  );
}

interface PartProps extends CodeGridProps {
  readonly layout: GridLayout;
}

function CodeGridDrawing(props: PartProps) {
  const { columns, codes, codeCount, at, layout } = props;
  const { width, height, fontPx, cell, area, part } = layout;
  return (
    <Drawing width={width} height={height}>
      <text className={chart.axisLabel} x={0} y={0.7 * fontPx}>
        {`${props.rowLabel} ↓`}
      </text>
      <text className={chart.axisLabel} x={area.right} y={0.7 * fontPx} textAnchor="end">
        {`${props.columnLabel} →`}
      </text>
      {countFrom(part.column, part.across).map((column) => (
        <text
          key={column}
          className={chart.tick}
          x={area.left + (column - part.column + 0.5) * cell.width}
          y={area.top - 0.8 * fontPx}
          textAnchor="middle"
        >
          {column + 1}
        </text>
      ))}
      {countFrom(part.row, part.down).map((row) => (
        <text
          key={row}
          className={chart.tick}
          x={area.left - 0.5 * fontPx}
          y={area.top + (row - part.row + 0.5) * cell.height}
          textAnchor="end"
        >
          {row + 1}
        </text>
      ))}
      {Array.from({ length: part.down * part.across }, (_, i) => {
        const [down, across] = [Math.floor(i / part.across), i % part.across];
        const [row, column] = [part.row + down, part.column + across];
        return (
          <g
            key={row * columns + column}
            className={styles.cell}
            data-lit={row === at.row && column === at.column}
            transform={`translate(${area.left + across * cell.width},${area.top + down * cell.height})`}
          >
            <Code code={codes[row * columns + column]!} codeCount={codeCount} cell={cell} />
          </g>
        );
      })}
    </Drawing>
  );
}

interface CodeProps extends Pick<GridLayout, 'cell'> {
  readonly code: number;
  readonly codeCount: number;
}

function Code({ code, codeCount, cell }: CodeProps) {
  const isCoded = code < codeCount;
  return (
    <>
      <rect {...cell} style={{ fill: isCoded ? toTint(code, codeCount) : 'var(--plot-paper)' }} />
      <text x={cell.width / 2} y={cell.height / 2}>
        {isCoded ? code : '·'}
      </text>
    </>
  );
}

function CodeGridReader(props: PartProps) {
  const { rows, columns, at, onMove, layout } = props;
  const { cell, area, part } = layout;
  const labels = usePlotLabels();
  const { title } = useFigureNames();
  const move = (row: number, column: number) =>
    onMove({ row: clamp(row, 0, rows - 1), column: clamp(column, 0, columns - 1) });
  const toIndex = (x: number, y: number) => {
    const row = part.row + clamp(Math.floor(y / cell.height), 0, part.down - 1);
    const column = part.column + clamp(Math.floor(x / cell.width), 0, part.across - 1);
    return row * columns + column;
  };
  return (
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
      onKey={(event) => {
        const by = toCellMove(event);
        if (by !== undefined) move(at.row + by.y, at.column + by.x);
        return by !== undefined;
      }}
      style={{
        left: area.left,
        top: area.top,
        width: part.across * cell.width,
        height: part.down * cell.height,
      }}
    />
  );
}

function countFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i);
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
