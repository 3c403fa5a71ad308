import { useMemo, useRef, useState } from 'react';
import type { HuffmanNode } from '../../math/huffman.ts';
import { formatCount } from '../format.ts';
import { Figure } from '../frame/Figure.tsx';
import { useFigureNames } from '../frame/FigureContext.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { VARIANT_STYLE } from '../palette.ts';
import chart from '../parts/chart.module.css';
import { Reader } from '../parts/Reader.tsx';
import { Tip } from '../parts/Tip.tsx';
import { useSize } from '../parts/useSize.ts';
import type { FrameProps, PlotTable, Variant } from '../types.ts';
import { layoutTree, type TreeLayout, type TreeLeaf } from './layout.ts';
import styles from './tree.module.css';

export interface HuffmanTreeProps extends FrameProps {
  readonly root: HuffmanNode;
  /** How often each symbol occurs. */
  readonly counts: ArrayLike<number>;
  /** What a symbol stands for: its shared value, or "a gap of 3". */
  readonly toName: (symbol: number) => string;
  readonly variant?: Variant | undefined;
  readonly words: {
    readonly symbol: string;
    readonly code: string;
    readonly length: string;
    readonly count: string;
    /** "-log2 p", the length it would have if lengths need not be whole. */
    readonly ideal: string;
  };
}

/** A live code as its tree, with the way to each leaf to be read out. */
export function HuffmanTree(props: HuffmanTreeProps) {
  const { root, counts, toName, words } = props;
  const getTable = (): PlotTable => {
    const { leaves } = layoutTree({ width: 100, fontPx: 1, root, counts });
    const total = leaves.reduce((sum, { count }) => sum + count, 0);
    return {
      columns: [
        { id: 'symbol', label: words.symbol },
        { id: 'count', label: words.count, format: formatCount },
        { id: 'code', label: words.code },
        { id: 'length', label: words.length },
        { id: 'ideal', label: words.ideal, format: (value) => value.toFixed(2) },
      ],
      rows: leaves.map(({ symbol, count, code }) => [
        toName(symbol),
        count,
        code,
        code.length,
        Math.log2(total / Math.max(1, count)),
      ]),
    };
  };
  return (
    <Figure {...props} getTable={getTable}>
      <TreeBody {...props} />
    </Figure>
  );
}

function TreeBody({ root, counts, toName, words, variant = 'shared' }: HuffmanTreeProps) {
  const place = useRef<HTMLDivElement>(null);
  const { width, fontPx, height } = useSize(place);
  const labels = usePlotLabels();
  const { title } = useFigureNames();
  const [at, setAt] = useState<number>();
  const layout = useMemo(
    () => (width > 0 ? layoutTree({ width, fontPx, height, root, counts }) : undefined),
    [width, fontPx, height, root, counts],
  );
  const leaf = at === undefined ? undefined : layout?.leaves[at];
  const total = useMemo(() => layout?.leaves.reduce((sum, { count }) => sum + count, 0) ?? 0, [layout]);
  const rows = leaf ? toRows(leaf, total, words) : [];
  return (
    <div ref={place} style={{ minHeight: layout ? undefined : '18em', position: 'relative' }}>
      {layout && (
        <>
          <TreeDrawing layout={layout} leaf={leaf} color={VARIANT_STYLE[variant].color} fontPx={fontPx} />
          {leaf && (
            <Tip x={leaf.x} y={4} chartWidth={layout.width}>
              <div className={chart.tipHead}>{toName(leaf.symbol)}</div>
              {rows.map(([name, value]) => (
                <div key={name} className={chart.tipRow}>
                  <span className={chart.tipName}>{name}</span>
                  <span className={chart.tipValue}>{value}</span>
                </div>
              ))}
            </Tip>
          )}
          <Reader
            label={labels.readValues(title)}
            count={layout.leaves.length}
            at={at}
            text={leaf ? `${toName(leaf.symbol)}: ${rows.map((row) => row.join(' ')).join(', ')}` : title}
            onMove={setAt}
            findNearest={(x) => findNearest(layout, x)}
            style={{ left: 0, top: 0, width: layout.width, height: layout.height }}
          />
        </>
      )}
    </div>
  );
}

interface DrawingProps {
  readonly layout: TreeLayout;
  readonly leaf: TreeLeaf | undefined;
  readonly color: string;
  readonly fontPx: number;
}

function TreeDrawing({ layout, leaf, color, fontPx }: DrawingProps) {
  const names = useFigureNames();
  const tick = Math.max(
    1.5,
    Math.min(0.4 * fontPx, (layout.leaves[1]?.x ?? 20) - (layout.leaves[0]?.x ?? 0)) / 2,
  );
  return (
    <svg
      className={chart.svg}
      width={layout.width}
      height={layout.height}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="img"
      aria-label={names.title}
      aria-describedby={names.findingId}
    >
      {layout.depths.map(({ depth, y }) => (
        <g key={depth}>
          <line className={chart.grid} x1={layout.left} x2={layout.right} y1={y} y2={y} />
          <text className={chart.tick} x={layout.left - 0.9 * fontPx} y={y} textAnchor="end">
            {depth}
          </text>
        </g>
      ))}
      {layout.edges.map(({ id, path }) => (
        <path key={id} className={styles.edge} d={path} />
      ))}
      {leaf && <path className={styles.way} d={leaf.path} style={{ stroke: color }} />}
      {layout.leaves.map((each) => (
        <g key={each.symbol}>
          <line
            className={styles.ideal}
            x1={each.x - tick}
            x2={each.x + tick}
            y1={each.idealY}
            y2={each.idealY}
          />
          <circle cx={each.x} cy={each.y} r={each.radius} style={{ fill: color }} />
        </g>
      ))}
      {leaf && (
        <circle
          className={styles.ring}
          cx={leaf.x}
          cy={leaf.y}
          r={leaf.radius + 3}
          style={{ stroke: color }}
        />
      )}
    </svg>
  );
}

function toRows(leaf: TreeLeaf, total: number, words: HuffmanTreeProps['words']): [string, string][] {
  return [
    [words.count, formatCount(leaf.count)],
    [words.code, leaf.code === '' ? '–' : leaf.code],
    [words.length, String(leaf.code.length)],
    [words.ideal, Math.log2(total / Math.max(1, leaf.count)).toFixed(2)],
  ];
}

function findNearest({ leaves }: TreeLayout, x: number): number | undefined {
  let best: number | undefined;
  for (const [i, leaf] of leaves.entries()) {
    if (best === undefined || Math.abs(leaf.x - x) < Math.abs(leaves[best]!.x - x)) best = i;
  }
  return best;
}
