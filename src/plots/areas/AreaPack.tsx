import { useRef } from 'react';
import { Figure } from '../frame/Figure.tsx';
import { wrapText } from '../geometry/text.ts';
import { VARIANT_STYLE } from '../palette.ts';
import chart from '../parts/chart.module.css';
import { Drawing } from '../parts/Drawing.tsx';
import { useDrag } from '../parts/useDrag.ts';
import { useSize } from '../parts/useSize.ts';
import type { FrameProps, PlotTable, Variant } from '../types.ts';
import { countAt, layoutAreas } from './layout.ts';

/** An amount that is an area. */
export interface Amount {
  readonly label: string;
  readonly value: number;
  readonly variant: Variant;
}

export interface AreaPackProps extends FrameProps {
  /** The square. */
  readonly whole: Amount;
  /** What is packed into it. */
  readonly part: Amount;
  readonly count: number;
  /** Dragging over the square packs as many. The page has a control of its own for keys. */
  readonly onCount?: ((count: number) => void) | undefined;
  /** Of the table's columns: what it is, its amount, how many. */
  readonly columns: readonly [string, string, string];
}

const LEAST_SIDE = 12;
const GRID_FROM = 3;

/** How many of one amount go into another, as areas in true proportion. */
export function AreaPack(props: AreaPackProps) {
  const { whole, part, count, columns } = props;
  const [name, amount, howMany] = columns;
  const getTable = (): PlotTable => ({
    columns: [
      { id: 'name', label: name },
      { id: 'amount', label: amount },
      { id: 'count', label: howMany },
    ],
    rows: [
      [whole.label, whole.value, 1],
      [part.label, part.value, count],
    ],
  });
  return (
    <Figure {...props} getTable={getTable}>
      <PackBody {...props} />
    </Figure>
  );
}

function PackBody({ whole, part, count, onCount }: AreaPackProps) {
  const root = useRef<HTMLDivElement>(null);
  const { width, fontPx, height } = useSize(root);
  const isWide = width > 34 * fontPx;
  const room = (isWide ? 0.62 : 1) * width - 2;
  const wish = Math.min(room, 24 * fontPx);
  const side = Math.floor(
    Math.max(
      LEAST_SIDE * fontPx,
      Math.min(height === undefined ? wish : height - (isWide ? 2 : 6 * fontPx), room),
    ),
  );
  const ratio = whole.value / part.value;
  const drag = useDrag(
    onCount === undefined ? undefined : (x, _, y) => onCount(countAt({ side, ratio }, x, y)),
    true,
  );
  const handlers = drag && {
    onPointerDown: drag.down,
    onPointerMove: drag.move,
    onPointerUp: drag.up,
    onPointerCancel: drag.cancel,
  };
  return (
    <div ref={root} style={{ position: 'relative', minHeight: width > 0 ? undefined : '14em' }}>
      {width > 0 && (
        <>
          <Drawing width={width} height={side + (isWide ? 2 : 6 * fontPx)}>
            <Packed side={side} ratio={ratio} count={count} whole={whole} part={part} />
            <Names {...{ width, side, fontPx, isWide, ratio, whole, part }} />
          </Drawing>
          {handlers && (
            <div
              aria-hidden="true"
              {...handlers}
              style={{
                ...{ position: 'absolute', left: 1, top: 1, width: side, height: side },
                ...{ cursor: 'crosshair', touchAction: 'pan-y' },
              }}
            />
          )}
        </>
      )}
    </div>
  );
}

interface PackedProps extends Pick<AreaPackProps, 'whole' | 'part' | 'count'> {
  readonly side: number;
  readonly ratio: number;
}

/** The square, what lies in it, and the lines between its cells where they can be told apart. */
function Packed({ side, ratio, count, whole, part }: PackedProps) {
  const { columns, cellWidth, cellHeight, fullRows, begun } = layoutAreas({ side, ratio, count });
  const { color } = VARIANT_STYLE[part.variant];
  const filled = fullRows * cellHeight;
  const rows = fullRows + (begun > 0 ? 1 : 0);
  const across = Array.from({ length: rows }, (_, at) => `M1,${1 + at * cellHeight}h${side}`);
  const down = Array.from(
    { length: columns - 1 },
    (_, at) => `M${1 + (at + 1) * cellWidth},1v${Math.min(side, rows * cellHeight)}`,
  );
  return (
    <g data-filled={rows}>
      <rect
        x={1}
        y={1}
        width={side}
        height={side}
        style={{
          fill: 'var(--plot-paper)',
          stroke: VARIANT_STYLE[whole.variant].color,
          strokeWidth: 'var(--plot-line)',
        }}
      />
      <rect x={1} y={1} width={side} height={Math.min(side, filled)} style={{ fill: color }} />
      <rect
        x={1}
        y={1 + filled}
        width={begun * cellWidth}
        height={Math.max(0, Math.min(cellHeight, side - filled))}
        style={{ fill: color }}
      />
      {Math.min(cellWidth, cellHeight) >= GRID_FROM && (
        <path
          d={[...across, ...down].join('')}
          style={{ stroke: 'var(--plot-paper)', strokeWidth: 0.5, fill: 'none' }}
        />
      )}
    </g>
  );
}

interface NamesProps extends Pick<AreaPackProps, 'whole' | 'part'> {
  readonly width: number;
  readonly side: number;
  readonly fontPx: number;
  readonly isWide: boolean;
  readonly ratio: number;
}

/** What the square is, and one of the small areas by itself, as large as in the square. */
function Names({ width, side, fontPx, isWide, ratio, whole, part }: NamesProps) {
  const { cellWidth, cellHeight } = layoutAreas({ side, ratio, count: 1 });
  const x = isWide ? side + 1.6 * fontPx : 1;
  const top = isWide ? 1.2 * fontPx : side + 1.4 * fontPx;
  const lines = wrapText(whole.label, width - x, fontPx);
  const cellTop = top + (lines.length + 0.6) * 1.4 * fontPx;
  const partLines = wrapText(part.label, width - x, fontPx);
  const isAside = cellWidth < 4 * fontPx;
  const partX = isAside ? x + cellWidth + 0.6 * fontPx : x;
  const partTop = cellTop + (isAside ? cellHeight / 2 : cellHeight + 1.2 * fontPx);
  return (
    <g>
      {lines.map((line, at) => (
        <text
          key={line}
          x={x}
          y={top + at * 1.4 * fontPx}
          style={{ fill: VARIANT_STYLE[whole.variant].color }}
        >
          {line}
        </text>
      ))}
      {(isWide || isAside) && (
        <rect
          x={x}
          y={cellTop}
          width={cellWidth}
          height={cellHeight}
          style={{ fill: VARIANT_STYLE[part.variant].color }}
        />
      )}
      {partLines.map((line, at) => (
        <text
          key={line}
          className={chart.halo}
          x={partX}
          y={partTop + at * 1.4 * fontPx}
          style={{ fill: VARIANT_STYLE[part.variant].color }}
        >
          {line}
        </text>
      ))}
    </g>
  );
}
