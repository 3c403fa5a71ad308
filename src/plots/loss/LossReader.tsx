import { formatCount, formatNumber } from '../format.ts';
import type { PanelLayout } from '../geometry/panels.ts';
import { findNearestStep } from '../geometry/stream.ts';
import { VARIANT_STYLE } from '../palette.ts';
import chart from '../parts/chart.module.css';
import { Overlay } from '../parts/Drawing.tsx';
import { PlotReader, type Reading } from '../parts/PlotReader.tsx';
import { type TipRow, TipRows } from '../parts/TipRows.tsx';
import { useReadIndex } from '../parts/useReadIndex.ts';

/** Reads every stream at the step pointed at: its value there or at its nearest step. */
export function LossReader({ layout, stepLabel }: { layout: PanelLayout; stepLabel: string }) {
  const longest = findLongest(layout);
  const [at, setAt] = useReadIndex(longest.length);
  const first = layout.panels[0];
  const last = layout.panels.at(-1);
  if (!first || !last) return null;
  const area = { ...first.area, bottom: last.area.bottom };
  const read = (step: number): Reading => {
    const head = `${stepLabel} ${formatCount(step)}`;
    const rows = readStep(layout, step);
    const x = layout.x.toPixel(step);
    return {
      text: [head, ...rows.map(({ name, value }) => `${name} ${value}`)].join('; '),
      x,
      y: area.top,
      mark: (
        <Overlay width={layout.width} height={layout.height}>
          <line className={chart.rule} x1={x} x2={x} y1={area.top} y2={area.bottom} />
        </Overlay>
      ),
      tip: <TipRows head={head} rows={rows} />,
    };
  };
  return (
    <PlotReader
      area={area}
      chartWidth={layout.width}
      reading={at === undefined ? undefined : read(longest[at]!)}
      count={longest.length}
      at={at}
      onMove={setAt}
      findNearest={(px) => {
        const nearest = findNearestStep(longest, layout.x.toValue(px + area.left));
        return nearest < 0 ? undefined : nearest;
      }}
    />
  );
}

/** The steps of the stream that has the most of them. */
function findLongest({ panels }: PanelLayout): ArrayLike<number> {
  return panels
    .flatMap(({ panel }) => panel.series)
    .reduce<ArrayLike<number>>((best, { steps }) => (steps.length > best.length ? steps : best), []);
}

function readStep({ panels }: PanelLayout, step: number): TipRow[] {
  return panels.flatMap(({ panel: { axis, series } }) =>
    series.flatMap(({ id, label, variant, steps, values }) => {
      const nearest = findNearestStep(steps, step);
      if (nearest < 0) return [];
      const value = (axis.formatExact ?? axis.format ?? formatNumber)(values[nearest]!);
      return [{ id, name: label, value, color: VARIANT_STYLE[variant].color }];
    }),
  );
}
