import { toBinEdge } from '../../math/histogram.ts';
import { formatCount, formatWeight } from '../format.ts';
import type { HistogramLayout } from '../geometry/histogram.ts';
import { VARIANT_STYLE } from '../palette.ts';
import { Overlay } from '../parts/Drawing.tsx';
import { PlotReader, type Reading } from '../parts/PlotReader.tsx';
import { TipRows } from '../parts/TipRows.tsx';
import { useReadIndex } from '../parts/useReadIndex.ts';

interface Props {
  readonly layout: HistogramLayout;
  readonly onDrag: ((x: number, phase: 'move' | 'end') => void) | undefined;
}

/** Reads the counts of one bin; a sideways drag moves the threshold. */
export function HistogramReader({ layout, onDrag }: Props) {
  const { area, bins } = layout;
  const [at, setAt] = useReadIndex(bins);
  return (
    <PlotReader
      area={area}
      chartWidth={layout.width}
      reading={at === undefined ? undefined : readBin(layout, at)}
      count={bins}
      at={at}
      onMove={setAt}
      findNearest={(px) =>
        Math.min(bins - 1, Math.max(0, Math.floor((px / (area.right - area.left)) * bins)))
      }
      onDrag={onDrag && ((px, phase) => onDrag(px + area.left, phase))}
    />
  );
}

function readBin(layout: HistogramLayout, bin: number): Reading {
  const { area, x, bins, extent } = layout;
  const limits = { min: -extent, max: extent, bins };
  const [from, to] = [toBinEdge(limits, bin), toBinEdge(limits, bin + 1)];
  const [left, right] = [x.toPixel(from), x.toPixel(to)];
  const range = `${formatWeight(from)} … ${formatWeight(to)}`;
  const rows = layout.series.map(({ series, counted }) => ({
    id: series.id,
    name: series.label,
    value: formatCount(counted.counts[bin]!),
    color: VARIANT_STYLE[series.variant].color,
  }));
  return {
    text: [range, ...rows.map(({ name, value }) => `${name} ${value}`)].join('; '),
    x: (left + right) / 2,
    y: area.top,
    mark: (
      <Overlay width={layout.width} height={layout.height}>
        <rect
          x={left}
          y={area.top}
          width={right - left}
          height={area.bottom - area.top}
          style={{ fill: 'var(--plot-muted)', fillOpacity: 0.18 }}
        />
      </Overlay>
    ),
    tip: <TipRows head={range} rows={rows} />,
  };
}
