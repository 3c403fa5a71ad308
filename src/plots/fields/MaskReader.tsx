import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { formatCount, formatWeight } from '../format.ts';
import { useFigureNames } from '../frame/FigureContext.ts';
import type { MaskLayout } from '../geometry/mask.ts';
import { isKept, type KernelRaster, moveView, showCell, type View, zoomView } from '../geometry/raster.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import chart from '../parts/chart.module.css';
import { Reader } from '../parts/Reader.tsx';
import { Tip } from '../parts/Tip.tsx';
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
  const labels = usePlotLabels();
  const { title } = useFigureNames();
  const [cell, setCell] = useState<{ x: number; y: number }>();
  const from = useRef<readonly [number, number]>(undefined);
  const { area, x, y } = layout;
  const isZoomed = view.width < whole.width || view.height < whole.height;

  const row = cell && (raster.across ? cell.x : cell.y);
  const column = cell && (raster.across ? cell.y : cell.x);
  const index = row === undefined || column === undefined ? undefined : row * raster.columns + column;
  useEffect(() => {
    onHoverCell?.(row === undefined || column === undefined ? undefined : { row, column });
  }, [row, column, onHoverCell]);

  const toCell = (px: number, py: number) => ({
    x: clamp(Math.floor(x.toValue(px + area.left)), whole.width),
    y: clamp(Math.floor(y.toValue(py + area.top)), whole.height),
  });
  const onKey = (event: KeyboardEvent) => {
    const at = cell ?? { x: Math.floor(view.x + view.width / 2), y: Math.floor(view.y + view.height / 2) };
    if (event.key === '+' || event.key === '=') onView(zoomView(view, whole, 2, at.x + 0.5, at.y + 0.5));
    else if (event.key === '-') onView(zoomView(view, whole, 0.5, at.x + 0.5, at.y + 0.5));
    else if (event.key === '0') onView(whole);
    else {
      const [byX, byY] = MOVES[event.key] ?? [0, 0];
      if (byX === 0 && byY === 0) return false;
      const far = event.shiftKey ? 10 : 1;
      const next = { x: clamp(at.x + far * byX, whole.width), y: clamp(at.y + far * byY, whole.height) };
      setCell(next);
      onView(showCell(view, whole, next.x, next.y));
    }
    return true;
  };
  const said = index === undefined ? undefined : describe(index);

  function describe(at: number) {
    const value = raster.values[at]!;
    const state = isKept(raster, at) ? labels.kept : labels.pruned;
    return {
      row: `${props.rowLabel} ${formatCount(row! + 1)}`,
      more: props.describeRow?.(row!),
      column: `${props.columnLabel} ${formatCount(column! + 1)}`,
      value: `${formatWeight(value)} (${state})`,
    };
  }

  return (
    <>
      {cell && said && (
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
              className={styles.cursor}
              x={x.toPixel(cell.x) - 1}
              y={y.toPixel(cell.y) - 1}
              width={Math.max(4, x.toPixel(cell.x + 1) - x.toPixel(cell.x) + 2)}
              height={Math.max(4, y.toPixel(cell.y + 1) - y.toPixel(cell.y) + 2)}
            />
          </svg>
          <Tip x={x.toPixel(cell.x)} y={area.top} chartWidth={layout.width}>
            <div className={chart.tipHead}>
              {said.row}
              {said.more ? ` (${said.more})` : ''}, {said.column}
            </div>
            {said.value}
          </Tip>
        </>
      )}
      <Reader
        label={`${labels.readValues(title)}. ${labels.zoomHint}`}
        count={raster.values.length}
        at={index}
        text={
          said
            ? labels.cell(said.more ? `${said.row} (${said.more})` : said.row, said.column, said.value)
            : title
        }
        onMove={(at) => {
          if (at === undefined) setCell(undefined);
          else setCell(fromIndex(at, raster));
        }}
        findNearest={(px, py) => {
          const at = toCell(px, py);
          return raster.across ? at.x * raster.columns + at.y : at.y * raster.columns + at.x;
        }}
        onKey={onKey}
        onDrag={
          isZoomed
            ? (px, phase, py) => {
                const [lastX, lastY] = from.current ?? [px, py];
                from.current = phase === 'end' ? undefined : [px, py];
                const across = ((lastX - px) * view.width) / (area.right - area.left);
                const down = ((lastY - py) * view.height) / (area.bottom - area.top);
                onView(moveView(view, whole, across, down));
              }
            : undefined
        }
        dragsFreely={isZoomed}
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

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

function fromIndex(index: number, raster: KernelRaster): { x: number; y: number } {
  const [row, column] = [Math.floor(index / raster.columns), index % raster.columns];
  return raster.across ? { x: row, y: column } : { x: column, y: row };
}

function clamp(at: number, size: number): number {
  return Math.min(Math.max(at, 0), size - 1);
}
