import { useMemo, useRef, useState } from 'react';
import { formatCount, formatNumber, formatWeight } from '../format.ts';
import { Figure } from '../frame/Figure.tsx';
import { useFigureNames } from '../frame/FigureContext.ts';
import { fitPlot } from '../geometry/room.ts';
import { createScale, roundDomain } from '../geometry/scale.ts';
import { layoutTicks, measureTicks } from '../geometry/ticks.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { VARIANT_STYLE } from '../palette.ts';
import { YAxis } from '../parts/Axis.tsx';
import chart from '../parts/chart.module.css';
import { Reader } from '../parts/Reader.tsx';
import { Tip } from '../parts/Tip.tsx';
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
  const { variant = 'shared', heightEm = 8, format = formatNumber, picked, onPick, valueLabel } = props;
  const values = useStable(props.values);
  const labels = usePlotLabels();
  const { title, findingId } = useFigureNames();
  const root = useRef<HTMLDivElement>(null);
  const { width, fontPx, height } = useSize(root);
  const [at, setAt] = useState<number>();
  const layout = useMemo(
    () => (width > 0 ? layoutBars(values, { width, fontPx, height, heightEm }, format) : undefined),
    [values, width, fontPx, height, heightEm, format],
  );
  const read = at !== undefined && at < values.length ? at : undefined;
  const text =
    read === undefined
      ? labels.readValues(title)
      : `${props.codeLabel} ${read}: ${format(values[read]!)} ${valueLabel}${
          props.describe === undefined ? '' : `; ${props.describe(read)}`
        }`;
  return (
    <div ref={root} style={{ minHeight: layout ? undefined : '12em', position: 'relative' }}>
      {layout && (
        <>
          <svg
            className={chart.svg}
            width={width}
            height={layout.height}
            viewBox={`0 0 ${width} ${layout.height}`}
            role="img"
            aria-label={title}
            aria-describedby={findingId}
          >
            <YAxis area={layout.area} ticks={layout.ticks} label={valueLabel} fontPx={fontPx} />
            <path className={chart.axis} d={`M${layout.area.left},${layout.zero}H${layout.area.right}`} />
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
              <text
                key={text}
                className={chart.tick}
                x={x}
                y={layout.area.bottom + 0.9 * fontPx}
                textAnchor="middle"
              >
                {text}
              </text>
            ))}
            <text
              className={chart.axisLabel}
              x={layout.area.right}
              y={layout.area.bottom + 2.3 * fontPx}
              textAnchor="end"
            >
              {props.codeLabel}
            </text>
          </svg>
          {read !== undefined && (
            <Tip x={layout.bars[read]!.x} y={layout.area.top} chartWidth={width}>
              {text}
            </Tip>
          )}
          <Reader
            label={labels.readValues(title)}
            count={values.length}
            at={read}
            text={text}
            onMove={setAt}
            findNearest={(x) => layout.findCode(x + layout.area.left)}
            picks={onPick !== undefined}
            onPick={(x) => onPick?.(layout.findCode(x + layout.area.left))}
            onKey={(event) => {
              if (onPick === undefined || read === undefined) return false;
              if (event.key !== 'Enter' && event.key !== ' ') return false;
              onPick(read);
              return true;
            }}
            style={{
              left: layout.area.left,
              top: layout.area.top,
              width: layout.area.right - layout.area.left,
              height: layout.area.bottom - layout.area.top,
            }}
          />
        </>
      )}
    </div>
  );
}

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
