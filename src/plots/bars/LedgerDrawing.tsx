import { Fragment, useId } from 'react';
import { formatCount, formatNumber } from '../format.ts';
import type { FileBar, LedgerLayout, MeasureBlock } from '../geometry/bars.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { VARIANT_STYLE } from '../palette.ts';
import chart from '../parts/chart.module.css';
import { Drawing } from '../parts/Drawing.tsx';
import styles from './bars.module.css';
import { PartPatterns, toPartFill } from './PartPatterns.tsx';

interface Props {
  readonly layout: LedgerLayout;
  readonly fontPx: number;
}

export function LedgerDrawing({ layout, fontPx }: Props) {
  const labels = usePlotLabels();
  const id = useId();
  const { reference, parts, files } = layout;
  const box = 0.85 * fontPx;
  return (
    <Drawing width={layout.width} height={layout.height}>
      <PartPatterns id={id} variants={['muted', ...files.map((each) => each.entry.variant)]} />
      <text className={chart.axisLabel} x={0} y={0.6 * fontPx}>
        {labels.fileBytes}
      </text>
      {files.length > 1 && (
        <path className={styles.reference} d={`M${reference.x},${reference.from}V${reference.to}`} />
      )}
      {files.map((each) => (
        <FileRow key={each.entry.id} bar={each} width={layout.width} id={id} fontPx={fontPx} />
      ))}
      {parts.map(({ part, x, y }) => (
        <Fragment key={part}>
          <rect
            className={styles.segment}
            x={x + 0.5}
            y={y - box / 2}
            width={box}
            height={box}
            style={{ fill: toPartFill(id, part, 'muted'), stroke: VARIANT_STYLE.muted.color }}
          />
          <text className={chart.tick} x={x + box + 0.5 * fontPx} y={y}>
            {labels.part[part]}
          </text>
        </Fragment>
      ))}
      {layout.measures.map((each) => (
        <Measure key={each.measure} block={each} fontPx={fontPx} />
      ))}
    </Drawing>
  );
}

function FileRow({ bar, width, id, fontPx }: { bar: FileBar; width: number; id: string; fontPx: number }) {
  const labels = usePlotLabels();
  const { entry, segments } = bar;
  const { color } = VARIANT_STYLE[entry.variant];
  // A factor that rounds to 1 would be noise.
  const factor =
    bar.factor >= 1.05 ? labels.timesSmaller(formatNumber(Number(bar.factor.toPrecision(3)))) : '';
  return (
    <g data-entry={entry.id}>
      <text x={0} y={bar.textY} style={{ fill: color, fontWeight: 600 }}>
        {entry.label}
      </text>
      <text x={width - 2 - 0.4 * fontPx} y={bar.textY} textAnchor="end">
        <tspan style={{ fontWeight: 600 }}>{bar.bytes}</tspan>
        {factor && <tspan>{`  ${factor}`}</tspan>}
      </text>
      {segments.map(({ part, x, width: length }) => (
        <rect
          key={part}
          className={styles.segment}
          x={x}
          y={bar.y}
          width={Math.max(length, 0.5)}
          height={bar.height}
          style={{
            fill: toPartFill(id, part, entry.variant),
            stroke: length > 0.15 * fontPx ? color : 'none',
          }}
        />
      ))}
    </g>
  );
}

function Measure({ block, fontPx }: { block: MeasureBlock; fontPx: number }) {
  const labels = usePlotLabels();
  const { measure, bars } = block;
  const first = bars[0]?.entry.ledger;
  const note =
    first &&
    (measure === 'wrong'
      ? labels.ofTested(formatCount(first.tested))
      : measure === 'latency'
        ? labels.latencyNote(formatCount(first.latencyMs.n))
        : '');
  const high = 0.8 * fontPx;
  return (
    <g data-measure={measure}>
      <text className={chart.axisLabel} x={block.x} y={block.y}>
        {labels[measure]}
        {measure === 'wrong' && note ? ` ${note}` : ''}
      </text>
      {bars.map(({ entry, name, x, y, width, text, tick }) => {
        const { color } = VARIANT_STYLE[entry.variant];
        return (
          <g key={entry.id}>
            <text x={name.x} y={name.y} textAnchor={name.anchor} style={{ fill: color }}>
              {entry.label}
            </text>
            <rect x={x} y={y - high / 2} width={Math.max(width, 1)} height={high} style={{ fill: color }} />
            {tick !== undefined && (
              <path
                className={styles.tick}
                d={`M${x + width},${y}H${tick}M${tick},${y - high / 2}V${y + high / 2}`}
                style={{ stroke: color }}
              />
            )}
            <text x={Math.max(x + width, tick ?? 0) + 0.5 * fontPx} y={y}>
              {text}
            </text>
          </g>
        );
      })}
      {measure === 'latency' && (
        <text className={styles.note} x={block.x} y={(bars.at(-1)?.y ?? block.y) + 1.35 * fontPx}>
          {note}
        </text>
      )}
    </g>
  );
}
