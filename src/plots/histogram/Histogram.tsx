import { useMemo, useRef } from 'react';
import { toBinEdge } from '../../math/histogram.ts';
import { formatCount, formatWeight } from '../format.ts';
import { Figure } from '../frame/Figure.tsx';
import { layoutHistogram } from '../geometry/histogram.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { useSize } from '../parts/useSize.ts';
import { useStable } from '../parts/useStable.ts';
import type { PlotTable } from '../types.ts';
import { HistogramDrawing } from './HistogramDrawing.tsx';
import { HistogramLevels } from './HistogramLevels.tsx';
import { HistogramNames } from './HistogramNames.tsx';
import { HistogramReader } from './HistogramReader.tsx';
import type { HistogramProps } from './props.ts';
import { ThresholdBrush } from './ThresholdBrush.tsx';
import { useThreshold } from './useThreshold.ts';

/**
 * Weight histograms in layers, exact zeros apart, with a threshold that can be brushed on the plot itself.
 */
export function Histogram(props: HistogramProps) {
  const labels = usePlotLabels();
  const getTable = (): PlotTable => {
    const { series, extent, bins } = layoutHistogram({
      ...props,
      width: 720,
      fontPx: 14,
      countScale: 'linear',
    });
    const limits = { min: -extent, max: extent, bins };
    return {
      columns: [
        { id: 'from', label: labels.from, unit: props.valueLabel ?? labels.weight, format: formatWeight },
        { id: 'to', label: labels.to, unit: props.valueLabel ?? labels.weight, format: formatWeight },
        ...series.map((each) => ({
          id: each.series.id,
          label: each.series.label,
          unit: labels.weightsPerBin,
          format: formatCount,
        })),
      ],
      rows: [
        ...(series.some((each) => each.counted.zeros > 0)
          ? [[0, 0, ...series.map((each) => each.counted.zeros)]]
          : []),
        ...Array.from({ length: bins }, (_, bin) => [
          toBinEdge(limits, bin),
          toBinEdge(limits, bin + 1),
          ...series.map((each) => each.counted.counts[bin]!),
        ]),
      ],
    };
  };
  return (
    <Figure {...props} getTable={getTable}>
      <HistogramBody {...props} />
    </Figure>
  );
}

function HistogramBody(props: HistogramProps) {
  const { countScale = 'linear', extent, bins, heightEm, emphasis, valueLabel } = props;
  const series = useStable(props.series);
  const labels = usePlotLabels();
  const root = useRef<HTMLDivElement>(null);
  const { width, fontPx, height } = useSize(root);
  const layout = useMemo(
    () =>
      width > 0
        ? layoutHistogram({ width, fontPx, height, series, countScale, extent, bins, heightEm })
        : undefined,
    [width, fontPx, height, series, countScale, extent, bins, heightEm],
  );
  const brush = useThreshold(props, layout?.extent ?? 1);
  const counted = series.find((each) => each.id === props.thresholdSeries) ?? series[0];
  return (
    <div ref={root} style={{ minHeight: layout ? undefined : '18em', position: 'relative' }}>
      {layout && (
        <>
          <HistogramDrawing
            layout={layout}
            fontPx={fontPx}
            valueLabel={valueLabel ?? labels.weight}
            emphasis={emphasis}
          />
          {props.levels && <HistogramLevels layout={layout} levels={props.levels} />}
          <HistogramReader
            layout={layout}
            onDrag={
              brush.isMovable
                ? (x, phase) => {
                    brush.move(Math.abs(layout.x.toValue(x)));
                    if (phase === 'end') brush.commit();
                  }
                : undefined
            }
          />
          {brush.threshold !== undefined && counted && (
            <ThresholdBrush
              layout={layout}
              fontPx={fontPx}
              values={counted.values}
              brush={brush}
              threshold={brush.threshold}
              takes={props.thresholdTakes ?? 'between'}
            />
          )}
          <HistogramNames layout={layout} fontPx={fontPx} />
        </>
      )}
    </div>
  );
}
