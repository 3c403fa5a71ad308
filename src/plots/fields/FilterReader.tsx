import { type KeyboardEvent, useState } from 'react';
import { formatWeight } from '../format.ts';
import { type FilterLayout, type FilterPlace, type FilterShape, toFilterIndex } from '../geometry/filters.ts';
import { isKept } from '../geometry/raster.ts';
import type { PlotLabels } from '../labels/PlotLabels.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { ROW_KEYS } from '../parts/keys.ts';
import { PlotReader, type Reading } from '../parts/PlotReader.tsx';
import type { FilterGridProps } from './props.ts';

interface Props extends Pick<FilterGridProps, 'shape' | 'values' | 'kept' | 'threshold' | 'tone'> {
  readonly layout: FilterLayout;
}

/** Reads single weights, kernel by kernel: left and right along a row, up and down within a kernel. */
export function FilterReader(props: Props) {
  const { layout, shape } = props;
  const labels = usePlotLabels();
  const [at, setAt] = useState<number>();
  const [rows, columns] = shape;
  const count = layout.filters * layout.inputs * rows * columns;
  const place = at === undefined ? undefined : toPlace(Math.min(at, count - 1), layout, shape);
  const onKey = ({ key }: KeyboardEvent) => {
    const by = ROW_KEYS[key];
    if (by === undefined) return false;
    setAt(Math.min(Math.max((at ?? -columns) + by * columns, 0), count - 1));
    return true;
  };
  return (
    <PlotReader
      area={{ left: 1, top: 1, right: 1 + layout.width, bottom: 1 + layout.height }}
      chartWidth={layout.width}
      reading={place && readWeight(props, place, labels)}
      count={count}
      at={at}
      onMove={setAt}
      onKey={onKey}
      findNearest={(x, y) => {
        const found = layout.findCell(x, y);
        return found && toOrder(found, layout, shape);
      }}
    />
  );
}

/** The reader's own order: weight by weight within a kernel, so that keys walk over neighbours. */
function toOrder(place: FilterPlace, { inputs }: FilterLayout, [rows, columns]: FilterShape): number {
  return (place.filter * inputs + place.input) * rows * columns + place.row * columns + place.column;
}

function toPlace(order: number, { inputs }: FilterLayout, [rows, columns]: FilterShape): FilterPlace {
  const kernel = Math.floor(order / (rows * columns));
  const cell = order % (rows * columns);
  return {
    filter: Math.floor(kernel / inputs),
    input: kernel % inputs,
    row: Math.floor(cell / columns),
    column: cell % columns,
  };
}

function readWeight(props: Props, place: FilterPlace, labels: PlotLabels): Reading {
  const { layout, shape, values, tone } = props;
  const index = toFilterIndex(place, shape);
  const raster = { ...props, rows: 1, columns: values.length, across: false };
  const state = isKept(raster, index) ? labels.kept : labels.pruned;
  const text = labels.filterCell(
    String(place.filter + 1),
    String(place.input + 1),
    String(place.row + 1),
    String(place.column + 1),
    `${formatWeight(values[index]!)}${tone === 'signs' ? '' : ` (${state})`}`,
  );
  const corner = layout.toPlace(place.filter, place.input);
  return {
    text,
    x: corner.x + layout.tileWidth,
    y: corner.y,
    tip: text,
    mark: (
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
    ),
  };
}
