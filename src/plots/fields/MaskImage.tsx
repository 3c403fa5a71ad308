import { type RefObject, useMemo, useRef, useState } from 'react';
import { formatCount, formatNumber } from '../format.ts';
import { Figure } from '../frame/Figure.tsx';
import { findExtent } from '../geometry/histogram.ts';
import { layoutMask } from '../geometry/mask.ts';
import { isKept, type KernelRaster, type View } from '../geometry/raster.ts';
import type { PlotLabels } from '../labels/PlotLabels.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { useSize } from '../parts/useSize.ts';
import type { PlotTable } from '../types.ts';
import { ColorKey, KEY_EM } from './ColorKey.tsx';
import styles from './fields.module.css';
import { KernelCanvas } from './KernelCanvas.tsx';
import { MaskAxes } from './MaskAxes.tsx';
import { MaskReader } from './MaskReader.tsx';
import type { MaskImageProps } from './props.ts';
import { useColors } from './useColors.ts';
import { useMaskZoom } from './useMaskZoom.ts';
import { ViewZoom } from './ViewZoom.tsx';

/** A kernel as a picture of its mask or weights, with band guides, zoom, and a read-out of every weight. */
export function MaskImage(props: MaskImageProps) {
  const { rows, columns, values, kept, threshold, rowsRun = 'across', bands = 1 } = props;
  const labels = usePlotLabels();
  const across = rowsRun === 'across';
  const raster = useMemo(
    () => ({ rows, columns, values, kept, threshold, across }),
    [rows, columns, values, kept, threshold, across],
  );
  const whole = useMemo(
    () => ({ x: 0, y: 0, width: across ? rows : columns, height: across ? columns : rows }),
    [rows, columns, across],
  );
  const [chosen, setView] = useState<View>();
  // A view of another kernel means nothing here.
  const view =
    chosen && chosen.x + chosen.width <= whole.width && chosen.y + chosen.height <= whole.height
      ? chosen
      : whole;
  const getTable = (): PlotTable => toBandTable(raster, bands, props.bandLabel ?? labels.band, labels);
  const getFullTable = (): PlotTable => toWeightTable(raster, props, labels);
  return (
    <Figure
      {...props}
      getTable={getTable}
      getFullTable={getFullTable}
      controls={
        <>
          {props.controls}
          <ViewZoom view={view} whole={whole} onView={setView} />
        </>
      }
    >
      <MaskBody {...props} raster={raster} whole={whole} view={view} onView={setView} />
    </Figure>
  );
}

/** Full colour at this fraction of the largest weight: few are larger, and the rest would be pale. */
const FULL_COLOR_AT = 0.4;

interface BodyProps extends MaskImageProps {
  readonly raster: KernelRaster;
  readonly whole: View;
  readonly view: View;
  readonly onView: (view: View) => void;
}

function MaskBody(props: BodyProps) {
  const { raster, view, variant = 'pruned', mode = 'mask' } = props;
  const labels = usePlotLabels();
  const root = useRef<HTMLDivElement>(null);
  const { layout, fontPx } = useMaskLayout(root, props);
  const colors = useColors(root, variant);
  const extent = FULL_COLOR_AT * findExtent([raster.values]);
  return (
    <div ref={root} style={{ minHeight: layout ? undefined : '22em', position: 'relative' }}>
      {layout && colors && (
        <>
          <KernelCanvas
            layout={layout}
            raster={raster}
            view={view}
            mode={mode}
            extent={extent}
            colors={colors}
          />
          <MaskAxes
            layout={layout}
            fontPx={fontPx}
            across={raster.across}
            xLabel={raster.across ? props.rowLabel : props.columnLabel}
            yLabel={raster.across ? props.columnLabel : props.rowLabel}
            bandLabel={props.bandLabel ?? labels.band}
          />
          <MaskReader {...props} layout={layout} />
          {mode === 'weights' && (
            <div className={styles.key}>
              <ColorKey
                fontPx={fontPx}
                table={colors.diverging}
                low={formatNumber(-extent)}
                high={formatNumber(extent)}
                label={labels.weight}
              />
            </div>
          )}
        </>
      )}
    </div>
  );
}

/** The picture laid out in the room there is, where wheel and pinch come closer. */
function useMaskLayout(
  root: RefObject<HTMLDivElement | null>,
  { raster: { across }, whole, view, onView, bands = 1, mode = 'mask' }: BodyProps,
) {
  const { width, fontPx, height } = useSize(root);
  const room = height === undefined || mode === 'mask' ? height : height - KEY_EM * fontPx;
  const layout = useMemo(
    () => (width > 0 ? layoutMask({ width, fontPx, height: room, whole, view, bands, across }) : undefined),
    [width, fontPx, room, whole, view, bands, across],
  );
  useMaskZoom(root, {
    view,
    whole,
    onView,
    toCell: (clientX, clientY) => {
      const box = root.current?.getBoundingClientRect();
      return {
        x: layout?.x.toValue(clientX - (box?.left ?? 0)) ?? 0,
        y: layout?.y.toValue(clientY - (box?.top ?? 0)) ?? 0,
      };
    },
  });
  return { layout, fontPx };
}

/** Every weight, for the files. */
function toWeightTable(
  raster: KernelRaster,
  { rowLabel, columnLabel }: MaskImageProps,
  labels: PlotLabels,
): PlotTable {
  return {
    columns: [
      { id: 'row', label: rowLabel },
      { id: 'column', label: columnLabel },
      { id: 'weight', label: labels.weight },
      { id: 'kept', label: labels.kept },
    ],
    rows: Array.from(raster.values, (value, i) => [
      Math.floor(i / raster.columns) + 1,
      (i % raster.columns) + 1,
      value,
      isKept(raster, i) ? 1 : 0,
    ]),
  };
}

function toBandTable(raster: KernelRaster, bands: number, band: string, labels: PlotLabels): PlotTable {
  const perBand = Math.ceil(raster.rows / bands) * raster.columns;
  const counts = new Array<number>(bands).fill(0);
  for (let i = 0; i < raster.values.length; i++) {
    if (isKept(raster, i)) counts[Math.floor(i / perBand)]!++;
  }
  return {
    columns: [
      { id: 'band', label: band, format: formatCount },
      { id: 'kept', label: labels.weightsKept, format: formatCount },
      { id: 'share', label: labels.share, format: labels.percent },
    ],
    rows: counts.map((count, i) => [
      i + 1,
      count,
      count / Math.min(perBand, raster.values.length - i * perBand),
    ]),
  };
}
