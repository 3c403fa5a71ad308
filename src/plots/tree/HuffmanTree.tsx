import { useMemo, useRef, useState } from 'react';
import type { HuffmanNode } from '../../math/huffman.ts';
import { formatCount } from '../format.ts';
import { Figure } from '../frame/Figure.tsx';
import { useFigureNames } from '../frame/FigureContext.ts';
import { findNearestIndex } from '../geometry/nearest.ts';
import { VARIANT_STYLE } from '../palette.ts';
import chart from '../parts/chart.module.css';
import { Drawing } from '../parts/Drawing.tsx';
import { PlotReader, type Reading } from '../parts/PlotReader.tsx';
import { TipRows } from '../parts/TipRows.tsx';
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
  const { title } = useFigureNames();
  const [at, setAt] = useState<number>();
  const layout = useMemo(
    () => (width > 0 ? layoutTree({ width, fontPx, height, root, counts }) : undefined),
    [width, fontPx, height, root, counts],
  );
  const leaf = at === undefined ? undefined : layout?.leaves[at];
  const total = useMemo(() => layout?.leaves.reduce((sum, { count }) => sum + count, 0) ?? 0, [layout]);
  return (
    <div ref={place} style={{ minHeight: layout ? undefined : '18em', position: 'relative' }}>
      {layout && (
        <>
          <TreeDrawing layout={layout} leaf={leaf} color={VARIANT_STYLE[variant].color} fontPx={fontPx} />
          <PlotReader
            area={{ left: 0, top: 0, right: layout.width, bottom: layout.height }}
            chartWidth={layout.width}
            reading={leaf && readLeaf(leaf, toName(leaf.symbol), toRows(leaf, total, words))}
            rest={title}
            count={layout.leaves.length}
            at={at}
            onMove={setAt}
            findNearest={(x) => findNearestIndex(layout.leaves, (each) => Math.abs(each.x - x))}
          />
        </>
      )}
    </div>
  );
}

function readLeaf({ x }: TreeLeaf, name: string, rows: readonly (readonly [string, string])[]): Reading {
  return {
    text: `${name}: ${rows.map((row) => row.join(' ')).join(', ')}`,
    x,
    y: 4,
    tip: <TipRows head={name} rows={rows.map(([label, value]) => ({ id: label, name: label, value }))} />,
  };
}

interface DrawingProps {
  readonly layout: TreeLayout;
  readonly leaf: TreeLeaf | undefined;
  readonly color: string;
  readonly fontPx: number;
}

function TreeDrawing({ layout, leaf, color, fontPx }: DrawingProps) {
  const tick = Math.max(
    1.5,
    Math.min(0.4 * fontPx, (layout.leaves[1]?.x ?? 20) - (layout.leaves[0]?.x ?? 0)) / 2,
  );
  return (
    <Drawing width={layout.width} height={layout.height}>
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
    </Drawing>
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
