import { useCallback, useMemo, useRef } from 'react';
import { formatCount, formatNumber, formatWeight } from '../format.ts';
import { Figure } from '../frame/Figure.tsx';
import { toCssColor } from '../geometry/color.ts';
import { layoutFilters } from '../geometry/filters.ts';
import { findExtent } from '../geometry/histogram.ts';
import { isKept } from '../geometry/raster.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { toCss } from '../parts/ink.ts';
import { useCanvas } from '../parts/useCanvas.ts';
import { useSize } from '../parts/useSize.ts';
import { useStable } from '../parts/useStable.ts';
import type { PlotTable } from '../types.ts';
import { ColorKey, KEY_EM } from './ColorKey.tsx';
import { FilterReader } from './FilterReader.tsx';
import styles from './fields.module.css';
import type { FilterGridProps } from './props.ts';
import { type FieldColors, useColors } from './useColors.ts';

const MOST_KERNELS = 1280;
/** A cross in a smaller square is a blot: there pruned weights are blank. */
const CROSSED_PX = 6;

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

/**
 * Where the weight at this index stands; the index runs over [height, width, inputs, filters], the last
 * fastest.
 */
export function toFilterPlace(index: number, shape: FilterGridProps['shape']) {
  const [, columns, inputs, filters] = shape;
  const filter = index % filters;
  const input = Math.floor(index / filters) % inputs;
  const column = Math.floor(index / (filters * inputs)) % columns;
  return { filter, input, row: Math.floor(index / (filters * inputs * columns)), column };
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
      const [rows, columns, inputs, filters] = shape;
      const raster = { values, kept, threshold, rows: 1, columns: values.length, across: false };
      const isSigns = tone === 'signs';
      const table = isSigns ? colors.signs : colors.diverging;
      // Room for the outlines of the outermost kernels.
      context.translate(1, 1);
      context.strokeStyle = toCss(colors.muted, 0.75);
      context.lineWidth = 1;
      for (let filter = 0; filter < layout.filters; filter++) {
        for (let input = 0; input < layout.inputs; input++) {
          const { x, y } = layout.toPlace(filter, input);
          context.beginPath();
          for (let row = 0; row < rows; row++) {
            for (let column = 0; column < columns; column++) {
              const at = ((row * columns + column) * inputs + input) * filters + filter;
              const [left, top, size] = [x + column * layout.cell, y + row * layout.cell, layout.cell];
              if (isSigns || isKept(raster, at)) {
                context.fillStyle = toCssColor(table, (values[at]! / most + 1) / 2);
                context.fillRect(left, top, size, size);
                if (marked?.[at] === 1) paintDot(context, left + size / 2, top + size / 2, size / 4, colors);
              } else if (size >= CROSSED_PX) {
                const inset = size * 0.3;
                context.moveTo(left + inset, top + inset);
                context.lineTo(left + size - inset, top + size - inset);
                context.moveTo(left + size - inset, top + inset);
                context.lineTo(left + inset, top + size - inset);
              }
            }
          }
          context.stroke();
          context.save();
          context.strokeStyle = toCss(colors.muted, layout.cell >= CROSSED_PX ? 0.4 : 0.22);
          context.strokeRect(x - 0.5, y - 0.5, layout.tileWidth + 1, layout.tileHeight + 1);
          context.restore();
        }
      }
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
          {shown < all && (
            <p className={styles.more}>{labels.moreKernels(formatCount(shown), formatCount(all))}</p>
          )}
        </>
      )}
    </div>
  );
}

/** A weight that is pointed at: a dot in the accent colour, ringed so that black and white both show it. */
function paintDot(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  { accent, paper }: FieldColors,
): void {
  context.save();
  context.beginPath();
  context.arc(x, y, Math.max(1, radius), 0, 2 * Math.PI);
  context.fillStyle = toCss(accent);
  context.strokeStyle = toCss(paper);
  context.fill();
  context.stroke();
  context.restore();
}
