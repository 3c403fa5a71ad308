import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { formatCount, formatWeight } from '../format.ts';
import { useFigureNames } from '../frame/FigureContext.ts';
import type { MaskLayout } from '../geometry/mask.ts';
import { isKept, type KernelRaster, moveView, showCell, type View, zoomView } from '../geometry/raster.ts';
import type { PlotLabels } from '../labels/PlotLabels.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import chart from '../parts/chart.module.css';
import { Overlay } from '../parts/Drawing.tsx';
import { toCellMove, ZOOM_KEYS } from '../parts/keys.ts';
import { PlotReader, type Reading } from '../parts/PlotReader.tsx';
import type { OnDrag } from '../parts/useDrag.ts';
import styles from './fields.module.css';
import type { MaskImageProps } from './props.ts';

interface Props extends Pick<MaskImageProps, 'rowLabel' | 'columnLabel' | 'describeRow' | 'onHoverCell'> {
  readonly layout: MaskLayout;
  readonly raster: KernelRaster;
  readonly view: View;
  readonly whole: View;
  readonly onView: (view: View) => void;
}

/** Reads single weights, by pointer or arrow keys; drags and zooms the picture. */
export function MaskReader(props: Props) {
  const { layout, raster, view, whole, onView, onHoverCell } = props;
  const { area, x, y } = layout;
  const labels = usePlotLabels();
  const { title } = useFigureNames();
  const [cell, setCell] = useState<Cell>();
  const onDrag = useViewDrag(props);
  const isZoomed = view.width < whole.width || view.height < whole.height;
  const index = cell && toIndex(cell, raster);
  useEffect(() => {
    onHoverCell?.(index === undefined ? undefined : toPlace(index, raster.columns));
  }, [index, raster.columns, onHoverCell]);

  const onKey = (event: KeyboardEvent) => {
    const at = cell ?? { x: Math.floor(view.x + view.width / 2), y: Math.floor(view.y + view.height / 2) };
    const zoom = ZOOM_KEYS[event.key];
    const move = toCellMove(event);
    if (zoom === 'whole') onView(whole);
    else if (zoom !== undefined) onView(zoomView(view, whole, zoom, at.x + 0.5, at.y + 0.5));
    else if (move !== undefined) {
      const next = clampCell({ x: at.x + move.x, y: at.y + move.y }, whole);
      setCell(next);
      onView(showCell(view, whole, next.x, next.y));
    } else return false;
    return true;
  };
  return (
    <PlotReader
      area={area}
      chartWidth={layout.width}
      reading={cell && readCell(props, cell, labels)}
      hint={labels.zoomHint}
      rest={title}
      count={raster.values.length}
      at={index}
      onMove={(at) => setCell(at === undefined ? undefined : toCell(at, raster))}
      findNearest={(px, py) => {
        const [atX, atY] = [x.toValue(px + area.left), y.toValue(py + area.top)];
        return toIndex(clampCell({ x: Math.floor(atX), y: Math.floor(atY) }, whole), raster);
      }}
      onKey={onKey}
      onDrag={isZoomed ? onDrag : undefined}
      dragsFreely={isZoomed}
    />
  );
}

/** A weight's place in the picture. */
interface Cell {
  readonly x: number;
  readonly y: number;
}

function toPlace(index: number, columns: number): { readonly row: number; readonly column: number } {
  return { row: Math.floor(index / columns), column: index % columns };
}

function toCell(index: number, { columns, across }: KernelRaster): Cell {
  const { row, column } = toPlace(index, columns);
  return across ? { x: row, y: column } : { x: column, y: row };
}

function toIndex({ x, y }: Cell, { columns, across }: KernelRaster): number {
  return across ? x * columns + y : y * columns + x;
}

function clampCell({ x, y }: Cell, { width, height }: View): Cell {
  return { x: Math.min(Math.max(x, 0), width - 1), y: Math.min(Math.max(y, 0), height - 1) };
}

/** Moves the part that is shown along with the pointer. */
function useViewDrag({ layout: { area }, view, whole, onView }: Props): OnDrag {
  const from = useRef<readonly [number, number]>(undefined);
  return (px, phase, py) => {
    const [lastX, lastY] = from.current ?? [px, py];
    from.current = phase === 'end' ? undefined : [px, py];
    const across = ((lastX - px) * view.width) / (area.right - area.left);
    const down = ((lastY - py) * view.height) / (area.bottom - area.top);
    onView(moveView(view, whole, across, down));
  };
}

function readCell(props: Props, cell: Cell, labels: PlotLabels): Reading {
  const { layout, raster } = props;
  const index = toIndex(cell, raster);
  const place = toPlace(index, raster.columns);
  const more = props.describeRow?.(place.row);
  const row = `${props.rowLabel} ${formatCount(place.row + 1)}${more ? ` (${more})` : ''}`;
  const column = `${props.columnLabel} ${formatCount(place.column + 1)}`;
  const state = isKept(raster, index) ? labels.kept : labels.pruned;
  const value = `${formatWeight(raster.values[index]!)} (${state})`;
  return {
    text: labels.cell(row, column, value),
    x: layout.x.toPixel(cell.x),
    y: layout.area.top,
    mark: <CellCursor layout={layout} cell={cell} />,
    tip: (
      <>
        <div className={chart.tipHead}>{`${row}, ${column}`}</div>
        {value}
      </>
    ),
  };
}

function CellCursor({ layout, cell }: { readonly layout: MaskLayout; readonly cell: Cell }) {
  const [left, right] = [layout.x.toPixel(cell.x), layout.x.toPixel(cell.x + 1)];
  const [top, bottom] = [layout.y.toPixel(cell.y), layout.y.toPixel(cell.y + 1)];
  return (
    <Overlay width={layout.width} height={layout.height}>
      <rect
        className={styles.cursor}
        x={left - 1}
        y={top - 1}
        width={Math.max(4, right - left + 2)}
        height={Math.max(4, bottom - top + 2)}
      />
    </Overlay>
  );
}
