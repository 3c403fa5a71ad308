/** [height, width, inputs, filters], as tfjs stores a convolution's kernels: the last runs fastest. */
export type FilterShape = readonly [number, number, number, number];

/** A weight of a convolution. */
export interface FilterPlace {
  readonly filter: number;
  readonly input: number;
  readonly row: number;
  readonly column: number;
}

/** Where the weight at this index stands. */
export function toFilterPlace(index: number, [, columns, inputs, filters]: FilterShape): FilterPlace {
  const filter = index % filters;
  const input = Math.floor(index / filters) % inputs;
  const column = Math.floor(index / (filters * inputs)) % columns;
  return { filter, input, row: Math.floor(index / (filters * inputs * columns)), column };
}

export function toFilterIndex(
  { filter, input, row, column }: FilterPlace,
  [, columns, inputs, filters]: FilterShape,
): number {
  return ((row * columns + column) * inputs + input) * filters + filter;
}

/**
 * Where a convolution's kernels stand: filters from left to right, their inputs from the top down, wrapped to
 * the page.
 */
export interface FilterLayout {
  readonly width: number;
  readonly height: number;
  /** Pixels of one weight and of one kernel. */
  readonly cell: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly filters: number;
  readonly inputs: number;
  toPlace(filter: number, input: number): { x: number; y: number };
  findCell(x: number, y: number): FilterPlace | undefined;
}

export interface FilterInput {
  readonly width: number;
  readonly fontPx: number;
  readonly shape: FilterShape;
  readonly maxKernels: number;
  /** Of the whole drawing, where the page gives one. */
  readonly height?: number | undefined;
}

/** Kernels shrink until they fit a height that the page gives, as far as a weight has a pixel. */
export function layoutFilters(input: FilterInput): FilterLayout {
  const STEP = 0.8;
  let layout = placeFilters(input, 1);
  for (let by = STEP; layout.height > (input.height ?? layout.height) && layout.cell > 1; by *= STEP)
    layout = placeFilters(input, by);
  return layout;
}

function placeFilters({ width, fontPx, shape, maxKernels }: FilterInput, shrunk: number): FilterLayout {
  const [rows, columns, allInputs, allFilters] = shape;
  const inputs = Math.max(1, Math.min(allInputs, 32, maxKernels));
  const filters = Math.max(1, Math.min(allFilters, Math.floor(maxKernels / inputs)));
  // One kernel a filter can be shown large; a whole layer's need to be small.
  const wished = shrunk * (inputs === 1 ? 5 * fontPx : inputs <= 3 ? 3 * fontPx : 0.75 * fontPx);
  const gap = inputs === 1 ? Math.round(0.5 * fontPx) : 2;
  const most = Math.min(filters, Math.max(1, Math.floor((width + gap) / (wished + gap))));
  // The same number of rows, filled evenly.
  const across = Math.ceil(filters / Math.ceil(filters / most));
  const fitting = (width + gap) / across - gap;
  const cell = Math.max(1, Math.min(Math.floor(fitting / columns), Math.ceil((1.5 * wished) / columns)));
  const [tileWidth, tileHeight] = [cell * columns, cell * rows];
  const perRow = across;
  const blockGap = inputs === 1 ? gap : Math.round(fontPx);
  const blockHeight = inputs * (tileHeight + gap) - gap + blockGap;
  const toPlace = (filter: number, input: number) => ({
    x: (filter % perRow) * (tileWidth + gap),
    y: Math.floor(filter / perRow) * blockHeight + input * (tileHeight + gap),
  });
  return {
    width: perRow * (tileWidth + gap) - gap,
    height: Math.ceil(filters / perRow) * blockHeight - blockGap,
    cell,
    tileWidth,
    tileHeight,
    filters,
    inputs,
    toPlace,
    findCell(x, y) {
      const block = Math.floor(y / blockHeight);
      const filter = block * perRow + Math.floor(x / (tileWidth + gap));
      const input = Math.floor((y - block * blockHeight) / (tileHeight + gap));
      if (x < 0 || y < 0 || x >= perRow * (tileWidth + gap) || filter >= filters || input >= inputs)
        return undefined;
      const place = toPlace(filter, input);
      const [column, row] = [Math.floor((x - place.x) / cell), Math.floor((y - place.y) / cell)];
      return column < columns && row < rows ? { filter, input, row, column } : undefined;
    },
  };
}
