import { useRef } from 'react';
import { formatNumber } from '../format.ts';
import { Figure } from '../frame/Figure.tsx';
import { type GroupingLayout, layoutGrouping, type Place } from '../geometry/grouping.ts';
import type { PlotLabels } from '../labels/PlotLabels.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import chart from '../parts/chart.module.css';
import { Drawing } from '../parts/Drawing.tsx';
import { useSize } from '../parts/useSize.ts';
import type { FormatValue, FrameProps, PlotCell, PlotTable } from '../types.ts';
import styles from './sharing.module.css';
import { toTint } from './tint.ts';

/**
 * What of a training step is shown: the shared weights; their gradients; grouped by code; summed; the
 * centroids updated.
 */
export const GROUPING_STEPS = ['share', 'gradient', 'group', 'sum', 'update'] as const;
export type GroupingStep = (typeof GROUPING_STEPS)[number];

export interface GroupingCell {
  readonly weight: number;
  readonly gradient: number;
  /** Null: pruned, without a code. */
  readonly code: number | null;
}

export interface GroupingEntry {
  readonly centroid: number;
  /** The sum of all gradients of the code, of cells that are not shown too. */
  readonly sum: number;
  readonly updated: number;
  /** Weights with the code that are not among the cells. */
  readonly others?: number | undefined;
}

export interface GroupingChartProps extends FrameProps {
  readonly rows: number;
  readonly columns: number;
  /** Row by row. */
  readonly cells: readonly GroupingCell[];
  readonly codebook: readonly GroupingEntry[];
  readonly step: GroupingStep;
  readonly formatWeight: FormatValue;
  readonly formatGradient: FormatValue;
  /** Writes values before and after the update. Default: as weights. */
  readonly formatCentroid?: FormatValue;
  readonly labels: {
    readonly weights: string;
    readonly updatedWeights: string;
    readonly gradients: string;
    readonly groups: string;
    readonly code: string;
    readonly sum: string;
    readonly centroid: string;
    readonly updated: string;
    /** "+ 17 more". */
    readonly others: (count: number) => string;
  };
}

/** A training step of shared weights in motion: gradients leave their places and gather by code. */
export function GroupingChart(props: GroupingChartProps) {
  const labels = usePlotLabels();
  const getTable = () => toGroupingTable(props, labels);
  return (
    <Figure {...props} getTable={getTable}>
      <GroupingBody {...props} />
    </Figure>
  );
}

/** A row for each weight that is shown, and one for each code that none of them has. */
function toGroupingTable(
  { columns, cells, codebook, labels }: GroupingChartProps,
  own: PlotLabels,
): PlotTable {
  const used = new Set(cells.map(({ code }) => code));
  const toCode = (code: number | null): PlotCell[] => {
    const entry = code === null ? undefined : codebook[code];
    return [code, entry?.centroid ?? null, entry?.sum ?? null, entry?.updated ?? null];
  };
  return {
    columns: [
      { id: 'row', label: own.row },
      { id: 'column', label: own.column },
      { id: 'weight', label: own.weight, format: formatNumber },
      { id: 'gradient', label: own.gradient, format: formatNumber },
      { id: 'code', label: labels.code },
      { id: 'centroid', label: labels.centroid, format: formatNumber },
      { id: 'sum', label: labels.sum, format: formatNumber },
      { id: 'updated', label: own.updated, format: formatNumber },
    ],
    rows: [
      ...cells.map(({ weight, gradient, code }, i): PlotCell[] => [
        Math.floor(i / columns) + 1,
        (i % columns) + 1,
        weight,
        gradient,
        ...toCode(code),
      ]),
      ...codebook.flatMap((_, code): PlotCell[][] =>
        used.has(code) ? [] : [[null, null, null, null, ...toCode(code)]],
      ),
    ],
  };
}

const CELL_EM = 4.3;

function GroupingBody(props: GroupingChartProps) {
  const { rows, columns, cells } = props;
  const root = useRef<HTMLDivElement>(null);
  const { width, fontPx, height } = useSize(root);
  const layout =
    width > 0
      ? layoutGrouping({
          width,
          fontPx,
          height,
          rows,
          columns,
          codes: cells.map(({ code }) => code),
          cellEm: CELL_EM,
        })
      : undefined;
  return (
    <div ref={root} style={{ minHeight: layout ? undefined : '24em', overflow: 'hidden' }}>
      {layout && <GroupingDrawing {...props} layout={layout} fontPx={fontPx} />}
    </div>
  );
}

interface DrawingProps extends GroupingChartProps {
  readonly layout: GroupingLayout;
  readonly fontPx: number;
}

function GroupingDrawing(props: DrawingProps) {
  const { layout, fontPx, cells, codebook, step, labels } = props;
  const at = GROUPING_STEPS.indexOf(step);
  const isUpdated = step === 'update';
  const { cell } = layout;
  return (
    <Drawing width={layout.width} height={layout.height}>
      <text className={styles.caption} x={0} y={layout.captionY}>
        {isUpdated ? labels.updatedWeights : labels.weights}
      </text>
      {(at === 1 || (at > 1 && cells.some(({ code }) => code === null))) && (
        <text className={styles.caption} x={layout.gradients[0]?.x ?? 0} y={layout.gradientsCaptionY}>
          {labels.gradients}
        </text>
      )}
      <text className={styles.caption} x={layout.codesX} y={layout.rowsCaptionY}>
        {labels.groups}
      </text>
      {cells.map(({ weight, code }, i) => {
        const entry = code === null ? undefined : codebook[code];
        const shown = isUpdated && entry !== undefined ? entry.updated : weight;
        return (
          <Cell
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
            key={i}
            place={layout.weights[i]!}
            size={cell}
            text={code === null ? '0' : props.formatWeight(shown)}
            tint={toTint(code, codebook.length)}
            code={{ text: code === null ? '–' : String(code), isBeside: layout.isCodeBeside }}
            fontPx={fontPx}
          />
        );
      })}
      {layout.groups.map(({ code, y, words }) => (
        <GroupLine key={code} {...props} code={code} y={y} words={words} at={at} />
      ))}
      {at >= 1 &&
        cells.map(({ gradient, code }, i) => (
          <Cell
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
            key={i}
            place={at >= 2 ? layout.grouped[i]! : layout.gradients[i]!}
            size={at >= 2 && layout.groups.some(({ members }) => members.includes(i)) ? layout.member : cell}
            text={props.formatGradient(gradient)}
            tint={toTint(code, codebook.length)}
            fontPx={fontPx}
          />
        ))}
    </Drawing>
  );
}

interface GroupLineProps extends DrawingProps {
  readonly code: number;
  readonly y: number;
  readonly words: Place;
  readonly at: number;
}

/** The row of one code: its number, its sum, and its centroid before and after. */
function GroupLine(props: GroupLineProps) {
  const { layout, fontPx, codebook, code, y, at, labels } = props;
  const show = props.formatCentroid ?? props.formatWeight;
  const entry = codebook[code];
  if (entry === undefined) return null;
  const { x, y: middle } = props.words;
  const others = entry.others ?? 0;
  return (
    <g>
      <Cell
        place={{ x: layout.codesX, y }}
        size={{ width: (layout.isCodeBeside ? 2 : 1.7) * fontPx, height: layout.member.height }}
        text={String(code)}
        tint={toTint(code, codebook.length)}
        fontPx={fontPx}
      />
      {at < 2 && (
        // Before gradients have come, the row says what the code stands for.
        <text x={layout.membersX + 0.3 * fontPx} y={y + layout.member.height / 2}>
          {show(entry.centroid)}
        </text>
      )}
      {at === 2 && others > 0 && (
        <text className={styles.appear} x={x} y={middle}>
          {labels.others(others)}
        </text>
      )}
      {at === 3 && (
        <text className={styles.appear} x={x} y={middle}>
          {`${others > 0 ? `${labels.others(others)} ` : ''}= ${props.formatGradient(entry.sum)}`}
        </text>
      )}
      {at === 4 && (
        <text className={styles.appear} x={x} y={middle}>
          {`${show(entry.centroid)} → ${show(entry.updated)}`}
        </text>
      )}
    </g>
  );
}

interface CellProps {
  readonly place: Place;
  readonly size: { readonly width: number; readonly height: number };
  readonly text: string;
  readonly tint: string;
  /** The number of a weight's group: in full size beside the weight, or small in the cell's corner. */
  readonly code?: { readonly text: string; readonly isBeside: boolean };
  readonly fontPx: number;
}

/** Of a digit, in em. */
const DIGIT_EM = 0.62;
const SMALL_EM = 0.68;

function Cell({ place, size, text, tint, code, fontPx }: CellProps) {
  const edge = 0.3 * fontPx;
  const taken = code?.isBeside ? DIGIT_EM * code.text.length * fontPx + 2 * edge : 0;
  const fits = Math.min(1, (size.width - taken) / (DIGIT_EM * Math.max(3.2, text.length) * fontPx));
  return (
    <g
      className={`${styles.cell} ${styles.move} ${styles.appear}`}
      style={{ transform: `translate(${place.x}px, ${place.y}px)` }}
    >
      <rect width={size.width} height={size.height} style={{ fill: tint }} />
      <text
        x={code?.isBeside ? (taken + size.width - edge) / 2 : size.width / 2}
        y={size.height * (code === undefined || code.isBeside ? 0.5 : 0.62)}
        style={{ fontSize: `${fits}em` }}
      >
        {text}
      </text>
      {code !== undefined && (
        <text
          x={code.isBeside ? edge + (DIGIT_EM / 2) * code.text.length * fontPx : 0.5 * fontPx}
          y={code.isBeside ? size.height / 2 : 0.45 * fontPx}
          style={code.isBeside ? undefined : { fontSize: `${SMALL_EM}em` }}
          className={chart.tick}
        >
          {code.text}
        </text>
      )}
    </g>
  );
}
