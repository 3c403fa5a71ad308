import { Fragment, useId, useMemo, useRef } from 'react';
import { Figure } from '../frame/Figure.tsx';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { VARIANT_STYLE } from '../palette.ts';
import { XAxis } from '../parts/Axis.tsx';
import chart from '../parts/chart.module.css';
import { Drawing } from '../parts/Drawing.tsx';
import { useSize } from '../parts/useSize.ts';
import type { PlotTable } from '../types.ts';
import { layoutRows, type PlacedRow, type RowsLayout } from './layout.ts';
import type { RowBarsProps } from './props.ts';
import { RowTextures, toFill } from './RowTextures.tsx';

/** Bars one below the other, of one part or of several, or points where the axis is logarithmic. */
export function RowBars(props: RowBarsProps) {
  const { rows, parts, rowLabel, valueLabel, format } = props;
  const getTable = (): PlotTable => ({
    columns: [
      { id: 'row', label: rowLabel },
      ...parts.map(({ id, label }) => ({ id, label: parts.length > 1 ? label : valueLabel, format })),
    ],
    rows: rows.map(({ label, values }) => [label, ...parts.map((_, at) => values[at] ?? null)]),
  });
  return (
    <Figure {...props} getTable={getTable}>
      <RowsBody {...props} />
    </Figure>
  );
}

function RowsBody(props: RowBarsProps) {
  const { rows, parts, scale = 'length', valueLabel, format, reference, from, shown } = props;
  const root = useRef<HTMLDivElement>(null);
  const id = useId();
  const labels = usePlotLabels();
  const { width, fontPx, height } = useSize(root);
  const layout = useMemo(() => {
    if (width === 0) return undefined;
    const formatTick = scale === 'share' ? (value: number) => labels.percent(value, 0) : format;
    return layoutRows({ width, fontPx, height, rows, parts, scale, format, formatTick, reference, from });
  }, [width, fontPx, height, rows, parts, scale, format, reference, from, labels]);
  return (
    <div ref={root} style={{ minHeight: layout ? undefined : '14em' }}>
      {layout && (
        <Drawing width={width} height={layout.height}>
          <RowTextures id={id} variants={['muted', ...rows.map(({ variant }) => variant)]} />
          <XAxis area={layout.area} ticks={layout.ticks} label={valueLabel} fontPx={fontPx} grid />
          {layout.rows.map((each) => (
            <BarRow
              key={each.row.id}
              placed={each}
              layout={layout}
              id={id}
              fontPx={fontPx}
              isPoint={scale === 'log'}
            />
          ))}
          <Limit layout={layout} fontPx={fontPx} />
          {layout.rows.map((each) => (
            <RowTexts
              key={each.row.id}
              placed={each}
              fontPx={fontPx}
              gap={scale === 'log' ? 0.85 : 0.55}
              isShown={each.row.id === shown}
            />
          ))}
          <Keys layout={layout} id={id} fontPx={fontPx} />
        </Drawing>
      )}
    </div>
  );
}

interface BarRowProps {
  readonly placed: PlacedRow;
  readonly layout: RowsLayout;
  readonly id: string;
  readonly fontPx: number;
  readonly isPoint: boolean;
}

function BarRow({ placed, layout, id, fontPx, isPoint }: BarRowProps) {
  const { row, y, segments, end } = placed;
  const { color } = VARIANT_STYLE[row.variant];
  if (isPoint) {
    if (segments.length === 0) return <g data-row={row.id} />;
    return (
      <g data-row={row.id}>
        <path className={chart.leader} d={`M${layout.area.left},${y}H${end}`} style={{ stroke: color }} />
        <circle cx={end} cy={y} r={0.38 * fontPx} style={{ fill: color }} />
      </g>
    );
  }
  return (
    <g data-row={row.id}>
      {segments.map(({ part, x, width }, at) => (
        <rect
          key={part.id}
          x={x}
          y={y - layout.barHeight / 2}
          width={Math.max(width, width > 0 ? 0.5 : 0)}
          height={layout.barHeight}
          style={{
            fill: toFill(id, at, row.variant),
            stroke: width > 2 ? color : 'none',
            strokeWidth: 'var(--plot-hairline)',
          }}
        />
      ))}
    </g>
  );
}

interface RowTextsProps {
  readonly placed: PlacedRow;
  readonly fontPx: number;
  /** Between a bar and its text, in ems. */
  readonly gap: number;
  readonly isShown: boolean;
}

/** A row's name and number, over whatever line crosses them. */
function RowTexts({ placed, fontPx, gap, isShown }: RowTextsProps) {
  const { row, name, y, end, text } = placed;
  const fontWeight = isShown ? 700 : 400;
  const fill = VARIANT_STYLE[row.variant].color;
  return (
    <>
      <text
        className={chart.halo}
        x={name.x}
        y={name.y}
        textAnchor={name.anchor}
        style={{ fill, fontWeight }}
      >
        {row.label}
      </text>
      <text className={chart.halo} x={end + gap * fontPx} y={y} style={{ fontWeight }}>
        {text}
      </text>
    </>
  );
}

/** A limit across all rows, named above them. */
function Limit({ layout, fontPx }: { readonly layout: RowsLayout; readonly fontPx: number }) {
  const { reference, area } = layout;
  if (reference === undefined) return null;
  return (
    <>
      <path
        className={chart.reference}
        d={`M${reference.x},${area.top - 0.3 * fontPx}V${area.bottom}`}
        style={{ stroke: 'var(--plot-accent)' }}
      />
      <text
        x={reference.x}
        y={0.7 * fontPx}
        textAnchor={reference.anchor}
        style={{ fill: 'var(--plot-accent)' }}
      >
        {reference.label}
      </text>
    </>
  );
}

interface KeysProps {
  readonly layout: RowsLayout;
  readonly id: string;
  readonly fontPx: number;
}

function Keys({ layout, id, fontPx }: KeysProps) {
  const box = 0.85 * fontPx;
  return layout.keys.map(({ part, x, y }, at) => (
    <Fragment key={part.id}>
      <rect
        x={x + 0.5}
        y={y - box / 2}
        width={box}
        height={box}
        style={{
          fill: toFill(id, at, 'muted'),
          stroke: VARIANT_STYLE.muted.color,
          strokeWidth: 'var(--plot-hairline)',
        }}
      />
      <text className={chart.tick} x={x + box + 0.5 * fontPx} y={y}>
        {part.label}
      </text>
    </Fragment>
  ));
}
