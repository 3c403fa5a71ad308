import { useRef } from 'react';
import type { ElementWork, TracedCycle } from '../../math/eie/trace.ts';
import { formatNumber } from '../format.ts';
import { Figure } from '../frame/Figure.tsx';
import { type ElementsLayout, layoutElements } from '../geometry/elements.ts';
import type { Box, Place } from '../geometry/grouping.ts';
import chart from '../parts/chart.module.css';
import { Drawing } from '../parts/Drawing.tsx';
import { useSize } from '../parts/useSize.ts';
import { toTint } from '../sharing/tint.ts';
import type { FrameProps, PlotCell, PlotTable } from '../types.ts';
import styles from './elements.module.css';

export interface ElementsChartProps extends FrameProps {
  /** Row by row; zeros are not stored. */
  readonly weights: readonly number[];
  /** One a column. */
  readonly activations: readonly number[];
  /** Processing elements: row i belongs to element i mod their number. */
  readonly elements: number;
  /** Places in a queue. */
  readonly depth: number;
  /** Null before the first. */
  readonly cycle: TracedCycle | null;
  readonly labels: {
    readonly activations: string;
    readonly sums: string;
    readonly queues: string;
    readonly element: (element: number) => string;
    readonly idle: string;
    /** A column in which the element has nothing. */
    readonly empty: string;
  };
}

/** A small sparse matrix on its way through processing elements: one cycle. */
export function ElementsChart(props: ElementsChartProps) {
  return (
    <Figure {...props} getTable={() => toTable(props)}>
      <ElementsBody {...props} />
    </Figure>
  );
}

function toTable({ elements, cycle, labels, ...props }: ElementsChartProps): PlotTable {
  return {
    columns: [
      { id: 'element', label: labels.element(0).replace(/\s*0$/, '') },
      { id: 'queue', label: labels.queues },
      { id: 'work', label: labels.sums },
    ],
    rows: Array.from({ length: elements }, (_, element): PlotCell[] => [
      element,
      (cycle?.queues[element] ?? []).map(nameColumn).join(' '),
      cycle === null ? '' : sayWork({ ...props, labels }, cycle.work[element]!),
    ]),
  };
}

const LOWERED = '₀₁₂₃₄₅₆₇₈₉';
/** "a₃", counted from one. */
const nameColumn = (column: number) =>
  `a${Array.from(String(column + 1), (digit) => LOWERED[Number(digit)]).join('')}`;

function sayWork(
  { weights, activations, labels }: Pick<ElementsChartProps, 'weights' | 'activations' | 'labels'>,
  work: ElementWork,
): string {
  if (work.kind !== 'entry') return labels[work.kind];
  const weight = weights[work.row * activations.length + work.column]!;
  const activation = activations[work.column]!;
  return `${formatNumber(weight)} × ${formatNumber(activation)}`;
}

function ElementsBody(props: ElementsChartProps) {
  const { weights, activations, elements, depth } = props;
  const root = useRef<HTMLDivElement>(null);
  const { width, fontPx, height } = useSize(root);
  const columns = activations.length;
  const layout =
    width > 0
      ? layoutElements({ width, fontPx, height, rows: weights.length / columns, columns, elements, depth })
      : undefined;
  return (
    <div ref={root} style={{ minHeight: layout ? undefined : '20em', overflow: 'hidden' }}>
      {layout && (
        <Drawing width={layout.width} height={layout.height}>
          <Matrix {...props} layout={layout} />
          {layout.lines.map((_, element) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an element is its number
            <Line key={element} {...props} layout={layout} element={element} />
          ))}
          <Captions {...props} layout={layout} />
        </Drawing>
      )}
    </div>
  );
}

interface PartProps extends ElementsChartProps {
  readonly layout: ElementsLayout;
}

function Captions({ layout: { captions }, labels }: PartProps) {
  return (['activations', 'sums', 'lines'] as const).map((id) => (
    <text
      key={id}
      className={styles.caption}
      x={captions[id].x}
      y={captions[id].y}
      textAnchor={id === 'sums' ? 'end' : 'start'}
    >
      {labels[id === 'lines' ? 'queues' : id]}
    </text>
  ));
}

/** Activations above, weights, sums beside. */
function Matrix({ layout, weights, activations, elements, cycle }: PartProps) {
  const columns = activations.length;
  const now = new Set(
    cycle?.work.flatMap((work) => (work.kind === 'entry' ? [work.row * columns + work.column] : [])),
  );
  const rowsNow = new Set(cycle?.work.flatMap((work) => (work.kind === 'entry' ? [work.row] : [])));
  const tintOf = (row: number) => toTint(row % elements, elements);
  return (
    <>
      {activations.map((activation, column) => (
        <Cell
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its number
          key={column}
          place={layout.activations[column]!}
          size={layout.cell}
          text={formatNumber(activation)}
          tint="var(--plot-panel)"
          isNow={cycle?.sent === column}
          isOff={activation === 0}
        />
      ))}
      {weights.map((weight, at) => (
        <Cell
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
          key={at}
          place={layout.cells[at]!}
          size={layout.cell}
          text={weight === 0 ? '' : formatNumber(weight)}
          tint={weight === 0 ? 'var(--plot-paper)' : tintOf(Math.floor(at / columns))}
          isNow={now.has(at)}
          isOff={activations[at % columns] === 0}
        />
      ))}
      {layout.sums.map((place, row) => (
        <Cell
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its number
          key={row}
          place={place}
          size={layout.cell}
          text={formatNumber(cycle?.sums[row] ?? 0)}
          tint={tintOf(row)}
          isNow={rowsNow.has(row)}
        />
      ))}
    </>
  );
}

/** One element: its name, its queue, what it is at. */
function Line(props: PartProps & { readonly element: number }) {
  const { layout, element, elements, cycle, labels } = props;
  const line = layout.lines[element]!;
  const queue = cycle?.queues[element] ?? [];
  const work = cycle?.work[element];
  return (
    <g>
      <text x={line.name.x} y={line.name.y}>
        {labels.element(element)}
      </text>
      {line.queue.map((place, at) =>
        queue[at] === undefined ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a place in a queue
          <rect key={at} className={styles.free} {...place} {...layout.slot} />
        ) : (
          <Cell
            // biome-ignore lint/suspicious/noArrayIndexKey: a place in a queue
            key={at}
            place={place}
            size={layout.slot}
            text={nameColumn(queue[at])}
            tint={toTint(element, elements)}
            isNow={at === 0}
          />
        ),
      )}
      {work !== undefined && (
        <text className={work.kind === 'entry' ? undefined : chart.tick} x={line.work.x} y={line.work.y}>
          {sayWork(props, work)}
        </text>
      )}
    </g>
  );
}

interface CellProps {
  readonly place: Place;
  readonly size: Box;
  readonly text: string;
  readonly tint: string;
  readonly isNow: boolean;
  /** Left out of the work. */
  readonly isOff?: boolean;
}

/** Keeps a thick outline clear of the cells beside it, in pixels. */
const INSET = 1.5;

function Cell({ place, size, text, tint, isNow, isOff = false }: CellProps) {
  const inset = isNow ? INSET : 0;
  return (
    <g className={styles.cell} data-now={isNow || undefined} data-off={isOff || undefined}>
      <rect
        x={place.x + inset}
        y={place.y + inset}
        width={size.width - 2 * inset}
        height={size.height - 2 * inset}
        style={{ fill: tint }}
      />
      <text x={place.x + size.width / 2} y={place.y + size.height / 2}>
        {text}
      </text>
    </g>
  );
}
