import { type KeyboardEvent, useState } from 'react';
import { formatWeight } from '../format.ts';
import { useFigureNames } from '../frame/FigureContext.ts';
import type { FilterLayout } from '../geometry/filters.ts';
import { isKept } from '../geometry/raster.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { Reader } from '../parts/Reader.tsx';
import { Tip } from '../parts/Tip.tsx';
import type { FilterGridProps } from './props.ts';

interface Props extends Pick<FilterGridProps, 'shape' | 'values' | 'kept' | 'threshold' | 'tone'> {
  readonly layout: FilterLayout;
}

/** Reads single weights, kernel by kernel: left and right along a row, up and down within a kernel. */
export function FilterReader({ layout, shape, values, kept, threshold, tone }: Props) {
  const labels = usePlotLabels();
  const { title } = useFigureNames();
  const [at, setAt] = useState<number>();
  const [rows, columns, inputs, filters] = shape;
  const perKernel = rows * columns;
  const count = layout.filters * layout.inputs * perKernel;
  // The reader's own order: weight by weight within a kernel, so that keys walk over neighbours.
  const toPlace = (order: number) => {
    const kernel = Math.floor(order / perKernel);
    const cell = order % perKernel;
    return {
      filter: Math.floor(kernel / layout.inputs),
      input: kernel % layout.inputs,
      row: Math.floor(cell / columns),
      column: cell % columns,
    };
  };
  const place = at === undefined ? undefined : toPlace(Math.min(at, count - 1));
  const index =
    place && ((place.row * columns + place.column) * inputs + place.input) * filters + place.filter;
  const toState = (index: number) =>
    isKept({ values, kept, threshold, rows: 1, columns: values.length, across: false }, index)
      ? labels.kept
      : labels.pruned;
  const said =
    place &&
    labels.filterCell(
      String(place.filter + 1),
      String(place.input + 1),
      String(place.row + 1),
      String(place.column + 1),
      `${formatWeight(values[index!]!)}${tone === 'signs' ? '' : ` (${toState(index!)})`}`,
    );
  const corner = place && layout.toPlace(place.filter, place.input);
  const onKey = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? columns : event.key === 'ArrowUp' ? -columns : 0;
    if (by === 0) return false;
    setAt(Math.min(Math.max((at ?? -columns) + by, 0), count - 1));
    return true;
  };
  return (
    <>
      {place && corner && (
        <>
          <div
            aria-hidden="true"
            style={{
              position: 'absolute',
              left: corner.x + place.column * layout.cell + 1,
              top: corner.y + place.row * layout.cell + 1,
              width: layout.cell,
              height: layout.cell,
              outline: 'var(--plot-line) solid var(--plot-accent)',
            }}
          />
          <Tip x={corner.x + layout.tileWidth} y={corner.y} chartWidth={layout.width}>
            {said}
          </Tip>
        </>
      )}
      <Reader
        label={labels.readValues(title)}
        count={count}
        at={at}
        text={said ?? labels.readValues(title)}
        onMove={setAt}
        onKey={onKey}
        findNearest={(x, y) => {
          const found = layout.findCell(x, y);
          if (!found) return undefined;
          return (
            (found.filter * layout.inputs + found.input) * perKernel + found.row * columns + found.column
          );
        }}
        style={{ left: 1, top: 1, width: layout.width, height: layout.height }}
      />
    </>
  );
}
