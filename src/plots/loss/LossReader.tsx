import { useState } from 'react';
import { formatCount, formatNumber } from '../format.ts';
import { useFigureNames } from '../frame/FigureContext.ts';
import type { PanelLayout } from '../geometry/panels.ts';
import { findNearestStep } from '../geometry/stream.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { VARIANT_STYLE } from '../palette.ts';
import chart from '../parts/chart.module.css';
import { Reader } from '../parts/Reader.tsx';
import { Tip } from '../parts/Tip.tsx';

/** Reads every stream at the step pointed at: its value there or at its nearest step. */
export function LossReader({ layout, stepLabel }: { layout: PanelLayout; stepLabel: string }) {
  const labels = usePlotLabels();
  const { title } = useFigureNames();
  const [index, setIndex] = useState<number>();
  const all = layout.panels.flatMap(({ panel }) =>
    panel.series.map((series) => ({
      series,
      format: panel.axis.formatExact ?? panel.axis.format ?? formatNumber,
    })),
  );
  const longest = all.reduce<ArrayLike<number>>(
    (best, { series }) => (series.steps.length > best.length ? series.steps : best),
    [],
  );
  const at = index === undefined || longest.length === 0 ? undefined : Math.min(index, longest.length - 1);
  const step = at === undefined ? undefined : longest[at]!;
  const found =
    step === undefined
      ? []
      : all.flatMap(({ series, format }) => {
          const nearest = findNearestStep(series.steps, step);
          return nearest < 0 ? [] : [{ series, text: format(series.values[nearest]!) }];
        });
  const first = layout.panels[0];
  const last = layout.panels.at(-1);
  if (!first || !last) return null;
  const { left, right, top } = first.area;
  const said =
    step === undefined
      ? labels.readValues(title)
      : [
          `${stepLabel} ${formatCount(step)}`,
          ...found.map((each) => `${each.series.label} ${each.text}`),
        ].join('; ');
  const x = step === undefined ? 0 : layout.x.toPixel(step);
  return (
    <>
      {step !== undefined && (
        <>
          <svg
            className={chart.svg}
            data-export="skip"
            aria-hidden="true"
            width={layout.width}
            height={layout.height}
            style={{ position: 'absolute', inset: 0, pointerEvents: 'none' }}
          >
            <line className={chart.rule} x1={x} x2={x} y1={top} y2={last.area.bottom} />
          </svg>
          <Tip x={x} y={top} chartWidth={layout.width}>
            <div className={chart.tipHead}>
              {stepLabel} {formatCount(step)}
            </div>
            {found.map((each) => (
              <div key={each.series.id} className={chart.tipRow}>
                <span className={chart.tipName} style={{ color: VARIANT_STYLE[each.series.variant].color }}>
                  {each.series.label}
                </span>
                <span className={chart.tipValue}>{each.text}</span>
              </div>
            ))}
          </Tip>
        </>
      )}
      <Reader
        label={labels.readValues(title)}
        count={longest.length}
        at={at}
        text={said}
        onMove={setIndex}
        findNearest={(px) => {
          const nearest = findNearestStep(longest, layout.x.toValue(px + left));
          return nearest < 0 ? undefined : nearest;
        }}
        style={{ left, top, width: right - left, height: last.area.bottom - top }}
      />
    </>
  );
}
