import { useMemo, useRef, useState } from 'react';
import { formatCount, formatNumber, formatWeight } from '../format.ts';
import { Figure } from '../frame/Figure.tsx';
import { fitPlot } from '../geometry/room.ts';
import { createScale, roundDomain } from '../geometry/scale.ts';
import { layoutTicks, measureTicks } from '../geometry/ticks.ts';
import { VARIANT_STYLE } from '../palette.ts';
import { YAxis } from '../parts/Axis.tsx';
import chart from '../parts/chart.module.css';
import { Drawing } from '../parts/Drawing.tsx';
import { isPickKey } from '../parts/keys.ts';
import { PlotReader, type Reading } from '../parts/PlotReader.tsx';
import { type Size, useSize } from '../parts/useSize.ts';
import { useStable } from '../parts/useStable.ts';
import type { FormatValue, FrameProps, PlotTable, Variant } from '../types.ts';
import styles from './sharing.module.css';

export interface CodeBarsProps extends FrameProps {
  /** One a code. */
  readonly values: ArrayLike<number>;
  readonly valueLabel: string;
  readonly codeLabel: string;
  readonly format?: FormatValue | undefined;
  /** What each code stands for, a column more in the data. */
  readonly codebook?: { readonly label: string; readonly values: ArrayLike<number> } | undefined;
  /** Added to the read-out of a code. */
  readonly describe?: ((code: number) => string) | undefined;
  readonly variant?: Variant | undefined;
  readonly heightEm?: number | undefined;
  /** The code whose bar stands out. */
  readonly picked?: number | undefined;
  readonly onPick?: ((code: number) => void) | undefined;
}

/** A bar for each code of a codebook, up or down from zero. */
export function CodeBars(props: CodeBarsProps) {
  const { values, valueLabel, codeLabel, codebook } = props;
  const getTable = (): PlotTable => ({
    columns: [
      { id: 'code', label: codeLabel },
      { id: 'value', label: valueLabel, format: props.format ?? formatNumber },
      ...(codebook === undefined ? [] : [{ id: 'centroid', label: codebook.label, format: formatWeight }]),
    ],
    rows: Array.from(values, (value, code) => [
      code,
      value,
      ...(codebook === undefined ? [] : [codebook.values[code] ?? null]),
    ]),
  });
  return (
    <Figure {...props} getTable={getTable}>
      <CodeBarsBody {...props} />
    </Figure>
  );
}

function CodeBarsBody(props: CodeBarsProps) {
  const { heightEm = 8, format = formatNumber, onPick } = props;
  const values = useStable(props.values);
  const root = useRef<HTMLDivElement>(null);
  const { width, fontPx, height } = useSize(root);
  const [at, setAt] = useState<number>();
  const layout = useMemo(
    () => (width > 0 ? layoutBars(values, { width, fontPx, height, heightEm }, format) : undefined),
    [values, width, fontPx, height, heightEm, format],
  );
  const read = at !== undefined && at < values.length ? at : undefined;
  return (
    <div ref={root} style={{ minHeight: layout ? undefined : '12em', position: 'relative' }}>
      {layout && (
        <>
          <CodeBarsDrawing {...props} layout={layout} fontPx={fontPx} read={read} />
          <PlotReader
            area={layout.area}
            chartWidth={width}
            reading={read === undefined ? undefined : readBar(props, layout, read)}
            count={values.length}
            at={read}
            onMove={setAt}
            findNearest={(x) => layout.findCode(x + layout.area.left)}
            picks={onPick !== undefined}
            onPick={(x) => onPick?.(layout.findCode(x + layout.area.left))}
            onKey={(event) => {
              if (onPick === undefined || read === undefined || !isPickKey(event)) return false;
              onPick(read);
              return true;
            }}
          />
        </>
      )}
    </div>
  );
}

function readBar(props: CodeBarsProps, { bars, area }: BarsLayout, code: number): Reading {
  const { format = formatNumber, describe } = props;
  const value = `${format(props.values[code]!)} ${props.valueLabel}`;
  const more = describe === undefined ? '' : `; ${describe(code)}`;
  const text = `${props.codeLabel} ${code}: ${value}${more}`;
  return { text, x: bars[code]!.x, y: area.top, tip: text };
}

interface DrawingProps extends CodeBarsProps {
  readonly layout: BarsLayout;
  readonly fontPx: number;
  readonly read: number | undefined;
}

function CodeBarsDrawing(props: DrawingProps) {
  const { layout, fontPx, variant = 'shared', picked, read } = props;
  const { area } = layout;
  return (
    <Drawing width={layout.width} height={layout.height}>
      <YAxis area={area} ticks={layout.ticks} label={props.valueLabel} fontPx={fontPx} />
      <path className={chart.axis} d={`M${area.left},${layout.zero}H${area.right}`} />
      {layout.bars.map(({ x, y, height }, code) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its code
          key={code}
          className={`${styles.bar} ${(read ?? picked ?? code) === code ? '' : styles.dim}`}
          x={x}
          y={y}
          width={layout.barWidth}
          height={Math.max(height, 0.5)}
          style={{ fill: VARIANT_STYLE[variant].color }}
        />
      ))}
      {layout.names.map(({ x, text }) => (
        <text key={text} className={chart.tick} x={x} y={area.bottom + 0.9 * fontPx} textAnchor="middle">
          {text}
        </text>
      ))}
      <text className={chart.axisLabel} x={area.right} y={area.bottom + 2.3 * fontPx} textAnchor="end">
        {props.codeLabel}
      </text>
    </Drawing>
  );
}

type BarsLayout = ReturnType<typeof layoutBars>;

function layoutBars(
  values: ArrayLike<number>,
  { width, fontPx, height, heightEm }: Size & { readonly heightEm: number },
  format: FormatValue,
) {
  const list = Array.from(values);
  const top = Math.round(2.4 * fontPx);
  const bottom = Math.round(top + fitPlot(heightEm * fontPx, height, top + 3 * fontPx, 4 * fontPx));
  const domain = roundDomain('linear', [Math.min(0, ...list), Math.max(0, ...list)]);
  const y = createScale('linear', domain, [bottom, top]);
  const thinned = layoutTicks(y, 'y', format, fontPx);
  // Zero alone would say nothing of how long a bar is.
  const ticks =
    thinned.length > 1
      ? thinned
      : [...new Set([domain[0], 0, domain[1]])].map((value) => ({
          value,
          pixel: y.toPixel(value),
          text: format(value),
        }));
  const left = Math.ceil(measureTicks(ticks, fontPx) + 0.7 * fontPx);
  const right = Math.floor(width - 0.9 * fontPx);
  const pitch = (right - left) / Math.max(1, list.length);
  const barWidth = Math.max(0.5, Math.min(0.8 * pitch, 2.4 * fontPx));
  const zero = y.toPixel(0);
  const bars = list.map((value, code) => {
    const end = y.toPixel(value);
    return {
      x: left + (code + 0.5) * pitch - barWidth / 2,
      y: Math.min(zero, end),
      height: Math.abs(end - zero),
    };
  });
  const every = [1, 2, 4, 8, 16, 32, 64, 128].find(
    (step) => step * pitch >= formatCount(list.length).length * 0.62 * fontPx + 0.6 * fontPx,
  );
  return {
    area: { left, right, top, bottom },
    width,
    height: Math.round(bottom + 3 * fontPx),
    ticks,
    zero,
    bars,
    barWidth,
    names: list.flatMap((_, code) =>
      code % (every ?? list.length) === 0 ? [{ x: left + (code + 0.5) * pitch, text: String(code) }] : [],
    ),
    findCode: (pixel: number) => Math.min(list.length - 1, Math.max(0, Math.floor((pixel - left) / pitch))),
  };
}
