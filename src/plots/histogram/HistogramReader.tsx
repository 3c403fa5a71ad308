import { useState } from 'react';
import { toBinEdge } from '../../math/histogram.ts';
import { formatCount, formatWeight } from '../format.ts';
import { useFigureNames } from '../frame/FigureContext.ts';
import type { HistogramLayout } from '../geometry/histogram.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { VARIANT_STYLE } from '../palette.ts';
import chart from '../parts/chart.module.css';
import { Reader } from '../parts/Reader.tsx';
import { Tip } from '../parts/Tip.tsx';

interface Props {
  readonly layout: HistogramLayout;
  readonly onDrag: ((x: number, phase: 'move' | 'end') => void) | undefined;
}

/** Reads the counts of one bin; a sideways drag moves the threshold. */
export function HistogramReader({ layout, onDrag }: Props) {
  const labels = usePlotLabels();
  const { title } = useFigureNames();
  const [bin, setBin] = useState<number>();
  const { area, x, bins, extent, series } = layout;
  const limits = { min: -extent, max: extent, bins };
  const at = bin === undefined ? undefined : Math.min(bin, bins - 1);
  const range =
    at === undefined
      ? ''
      : `${formatWeight(toBinEdge(limits, at))} … ${formatWeight(toBinEdge(limits, at + 1))}`;
  const left = at === undefined ? 0 : x.toPixel(toBinEdge(limits, at));
  const right = at === undefined ? 0 : x.toPixel(toBinEdge(limits, at + 1));
  const text =
    at === undefined
      ? labels.readValues(title)
      : [
          range,
          ...series.map((each) => `${each.series.label} ${formatCount(each.counted.counts[at]!)}`),
        ].join('; ');

  return (
    <>
      {at !== undefined && (
        <>
          <svg
            className={chart.svg}
            data-export="skip"
            aria-hidden="true"
            width={layout.width}
            height={layout.height}
            style={{ position: 'absolute', inset: 0, pointerEvents: 'none' }}
          >
            <rect
              x={left}
              y={area.top}
              width={right - left}
              height={area.bottom - area.top}
              style={{ fill: 'var(--plot-muted)', fillOpacity: 0.18 }}
            />
          </svg>
          <Tip x={(left + right) / 2} y={area.top} chartWidth={layout.width}>
            <div className={chart.tipHead}>{range}</div>
            {series.map(({ series: each, counted }) => (
              <div key={each.id} className={chart.tipRow}>
                <span className={chart.tipName} style={{ color: VARIANT_STYLE[each.variant].color }}>
                  {each.label}
                </span>
                <span className={chart.tipValue}>{formatCount(counted.counts[at]!)}</span>
              </div>
            ))}
          </Tip>
        </>
      )}
      <Reader
        label={labels.readValues(title)}
        count={bins}
        at={at}
        text={text}
        onMove={setBin}
        findNearest={(px) =>
          Math.min(bins - 1, Math.max(0, Math.floor((px / (area.right - area.left)) * bins)))
        }
        onDrag={onDrag && ((px, phase) => onDrag(px + area.left, phase))}
        style={{
          left: area.left,
          top: area.top,
          width: area.right - area.left,
          height: area.bottom - area.top,
        }}
      />
    </>
  );
}
