/**
 * Where everything stands while a small sparse matrix goes through processing elements (EIE, Han et al. 2016,
 * arXiv 1602.01528, figures 2 and 4): the activations above the matrix, the sums beside it, and a line for
 * each element with its queue and what it is at. On a wide page the lines stand beside the matrix.
 */
import type { Box, Place } from './grouping.ts';

export interface ElementsInput {
  readonly width: number;
  readonly fontPx: number;
  readonly rows: number;
  readonly columns: number;
  readonly elements: number;
  /** Places in a queue. */
  readonly depth: number;
  /** Of the whole drawing, where the page gives one. */
  readonly height?: number | undefined;
}

export interface ElementLine {
  /** Of the name's middle. */
  readonly name: Place;
  /** Upper left corners of the queue's places, the one that is worked on first. */
  readonly queue: readonly Place[];
  /** Where the words of its work begin, at their middle. */
  readonly work: Place;
}

export interface ElementsLayout {
  readonly width: number;
  readonly height: number;
  readonly cell: Box;
  /** Of a place in a queue. */
  readonly slot: Box;
  /** One a column. */
  readonly activations: readonly Place[];
  /** Row by row. */
  readonly cells: readonly Place[];
  /** One a row. */
  readonly sums: readonly Place[];
  readonly lines: readonly ElementLine[];
  /** Where captions begin, at their middles; the sums' ends there. */
  readonly captions: { readonly activations: Place; readonly sums: Place; readonly lines: Place };
}

/** From so many em on, the lines stand beside the matrix. */
const BESIDE_EM = 38;
const CELL_EM = 2.9;
const CELL_HEIGHT_EM = 2.2;
const LEAST_HEIGHT_EM = 1.15;
const SUM_EM = 2.6;
/** Room for the sums' caption, too. */
const LINES_GAP_EM = 2.4;
const NAME_EM = 3.4;
const SLOT_EM = 2.1;
/** For "2 × −3" and "waits". */
const WORK_EM = 6;
const CAPTION_EM = 1.5;

export function layoutElements(input: ElementsInput): ElementsLayout {
  const { width, fontPx, rows, columns, elements, depth, height } = input;
  const isBeside = width >= BESIDE_EM * fontPx;
  const gap = 0.7 * fontPx;
  const sumWidth = SUM_EM * fontPx;
  const room = isBeside ? 0.48 * width : width;
  const cellWidth = Math.min(CELL_EM * fontPx, (room - sumWidth - gap) / columns);
  const top = CAPTION_EM * fontPx;
  const lineEm = 2.2;
  const below = isBeside ? 0 : (CAPTION_EM + 0.8 + elements * lineEm) * fontPx;
  const left = height === undefined ? Number.POSITIVE_INFINITY : height - top - gap - below;
  const cellHeight = Math.max(LEAST_HEIGHT_EM * fontPx, Math.min(CELL_HEIGHT_EM * fontPx, left / (rows + 1)));
  const matrixTop = top + cellHeight + gap;
  const matrixEnd = matrixTop + rows * cellHeight;
  const sumsX = columns * cellWidth + gap;
  const linesX = isBeside ? sumsX + sumWidth + LINES_GAP_EM * fontPx : 0;
  const linesTop = isBeside ? matrixTop : matrixEnd + (CAPTION_EM + 0.8) * fontPx;
  const pitch = isBeside ? Math.min(lineEm * 1.3 * fontPx, (rows * cellHeight) / elements) : lineEm * fontPx;
  const slotRoom = width - linesX - (NAME_EM + WORK_EM) * fontPx;
  const slot = {
    width: Math.max(0.9 * fontPx, Math.min(SLOT_EM * fontPx, slotRoom / depth)),
    height: Math.min(1.6 * fontPx, pitch - 0.3 * fontPx),
  };
  const lines = Array.from({ length: elements }, (_, element): ElementLine => {
    const y = linesTop + element * pitch;
    const queueX = linesX + NAME_EM * fontPx;
    return {
      name: { x: linesX, y: y + slot.height / 2 },
      queue: Array.from({ length: depth }, (__, at) => ({ x: queueX + at * slot.width, y })),
      work: { x: queueX + depth * slot.width + 0.6 * fontPx, y: y + slot.height / 2 },
    };
  });
  return {
    width,
    height: Math.ceil(Math.max(matrixEnd, linesTop + elements * pitch)),
    cell: { width: cellWidth, height: cellHeight },
    slot,
    activations: Array.from({ length: columns }, (_, column) => ({ x: column * cellWidth, y: top })),
    cells: Array.from({ length: rows * columns }, (_, at) => ({
      x: (at % columns) * cellWidth,
      y: matrixTop + Math.floor(at / columns) * cellHeight,
    })),
    sums: Array.from({ length: rows }, (_, row) => ({ x: sumsX, y: matrixTop + row * cellHeight })),
    lines,
    captions: {
      activations: { x: 0, y: top / 2 },
      sums: { x: sumsX + cellWidth, y: top / 2 },
      lines: { x: linesX, y: isBeside ? top / 2 : linesTop - (CAPTION_EM / 2) * fontPx },
    },
  };
}
