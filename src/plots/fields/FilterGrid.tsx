import { useCallback, useMemo, useRef } from 'react';
import { formatCount, formatNumber, formatWeight } from '../format.ts';
import { Figure } from '../frame/Figure.tsx';
import { type FilterLayout, layoutFilters, toFilterPlace } from '../geometry/filters.ts';
import { findExtent } from '../geometry/histogram.ts';
import { isKept } from '../geometry/raster.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { useCanvas } from '../parts/useCanvas.ts';
import { useSize } from '../parts/useSize.ts';
import { useStable } from '../parts/useStable.ts';
import type { PlotTable } from '../types.ts';
import { ColorKey, KEY_EM } from './ColorKey.tsx';
import { FilterReader } from './FilterReader.tsx';
import styles from './fields.module.css';
import { CROSSED_PX, paintFilters } from './paintFilters.ts';
import type { FilterGridProps } from './props.ts';
import { type FieldColors, useColors } from './useColors.ts';

const MOST_KERNELS = 1280;

/** A convolution's kernels as small pictures. With several input channels each filter is a column of them. */
export function FilterGrid(props: FilterGridProps) {
  const { shape, values } = props;
  const labels = usePlotLabels();
  const getTable = (): PlotTable => ({
    columns: [
      { id: 'filter', label: labels.filter },
      { id: 'input', label: labels.inputChannel },
      { id: 'row', label: labels.row },
      { id: 'column', label: labels.column },
      { id: 'weight', label: labels.weight, format: formatWeight },
      { id: 'kept', label: labels.kept },
    ],
    rows: Array.from(values, (value, at) => {
      const place = toFilterPlace(at, shape);
      const kept = isKept({ ...props, rows: 1, columns: values.length, across: false }, at);
      return [place.filter + 1, place.input + 1, place.row + 1, place.column + 1, value, kept ? 1 : 0];
    }),
  });
  return (
    <Figure {...props} getTable={getTable}>
      <FilterBody {...props} />
    </Figure>
  );
}

function FilterBody({
  values,
  kept,
  threshold,
  extent,
  maxKernels = MOST_KERNELS,
  tone = 'weights',
  marked,
  ...props
}: FilterGridProps) {
  const shape = useStable(props.shape);
  const labels = usePlotLabels();
  const root = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, fontPx, height } = useSize(root);
  const colors = useColors(root, 'accent');
  const most = extent ?? findExtent([values]);
  const room = height === undefined ? undefined : height - KEY_EM * fontPx;
  const layout = useMemo(
    () => (width > 0 ? layoutFilters({ width, fontPx, height: room, shape, maxKernels }) : undefined),
    [width, fontPx, room, shape, maxKernels],
  );
  const paint = useCallback(
    (context: CanvasRenderingContext2D) => {
      if (!layout || !colors) return;
      paintFilters(context, layout, colors, { shape, values, kept, threshold, most, tone, marked });
    },
    [layout, colors, shape, values, kept, threshold, most, tone, marked],
  );
  useCanvas(canvas, (layout?.width ?? 0) + 2, (layout?.height ?? 0) + 2, paint);
  const all = shape[2] * shape[3];
  const shown = layout ? layout.filters * layout.inputs : all;
  return (
    <div ref={root} style={{ minHeight: layout ? undefined : '12em' }}>
      {layout && colors && (
        <>
          <div style={{ position: 'relative', left: -1, top: -1 }}>
            <canvas
              ref={canvas}
              style={{ display: 'block', width: layout.width + 2, height: layout.height + 2 }}
            />
            <FilterReader
              layout={layout}
              shape={shape}
              values={values}
              kept={kept}
              threshold={threshold}
              tone={tone}
            />
          </div>
          <FilterKey fontPx={fontPx} colors={colors} most={most} tone={tone} layout={layout} />
          {shown < all && (
            <p className={styles.more}>{labels.moreKernels(formatCount(shown), formatCount(all))}</p>
          )}
        </>
      )}
    </div>
  );
}

interface KeyProps {
  readonly tone: NonNullable<FilterGridProps['tone']>;
  readonly fontPx: number;
  readonly colors: FieldColors;
  readonly most: number;
  readonly layout: FilterLayout;
}

function FilterKey({ fontPx, colors, most, tone, layout }: KeyProps) {
  const labels = usePlotLabels();
  return (
    <div className={styles.key}>
      <ColorKey
        fontPx={fontPx}
        table={tone === 'signs' ? colors.signs : colors.diverging}
        low={formatNumber(-most)}
        high={formatNumber(most)}
        label={labels.weight}
        {...(tone === 'weights' && {
          box: { label: labels.pruned, isCrossed: layout.cell >= CROSSED_PX },
        })}
      />
    </div>
  );
}
