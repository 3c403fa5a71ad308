/**
 * A file that shrinks from stage to stage: each stage is a square whose area is its bytes, one below the
 * other on a common axis, joined by bands that taper as the file does. Inside a square, strips as high as
 * their share say what the bytes are for.
 */

import { formatBytes } from '../format.ts';
import type { FileByteParts } from '../geometry/bars.ts';
import { FILE_PARTS, type FilePart } from '../geometry/bars.ts';
import { flowItems } from '../geometry/flow.ts';
import { estimateTextWidth, wrapText } from '../geometry/text.ts';
import type { Variant } from '../types.ts';

export interface PipelineStage {
  readonly id: string;
  readonly label: string;
  readonly variant: Variant;
  /** Length of the file after this stage; null while nobody knows. */
  readonly bytes: number | null;
  readonly parts?: FileByteParts | undefined;
  /** True for a size that is only set beside the others: no band leads to it. */
  readonly isApart?: boolean | undefined;
  /** What was done, or what it cost, in a few words. */
  readonly note?: string | undefined;
}

export interface StageBox {
  readonly stage: PipelineStage;
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly strips: readonly { readonly part: FilePart; readonly y: number; readonly height: number }[];
  readonly text: { readonly x: number; readonly y: number };
  readonly notes: readonly string[];
  /** How many times smaller than the first stage; null where it is the first, or unknown. */
  readonly factor: number | null;
}

export interface PipelineLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly StageBox[];
  /** Between a stage and the next one that is known. */
  readonly bands: readonly { readonly id: string; readonly path: string }[];
  /** Stages stand close together: how many times smaller is said without the word. */
  readonly isShort: boolean;
  readonly parts: readonly { readonly part: FilePart; readonly x: number; readonly y: number }[];
}

export interface PipelineInput {
  readonly width: number;
  readonly fontPx: number;
  readonly stages: readonly PipelineStage[];
  readonly partNames: Readonly<Record<FilePart, string>>;
  /** Of the whole drawing, where the page gives one. */
  readonly height?: number | undefined;
}

/** Lines of text beside a box: its name, its bytes, and up to so many of its note. */
const MOST_NOTE_LINES = 3;

/**
 * Where the page gives a height, squares and notes become smaller until the stages fit, or else stand side by
 * side.
 */
export function layoutPipeline(input: PipelineInput): PipelineLayout {
  const room = input.height ?? Number.POSITIVE_INFINITY;
  for (const scale of SCALES) {
    const layout = placeStages(input, scale);
    if (layout.height <= room) return layout;
  }
  return placeBeside(input, room);
}

interface StageScale {
  /** Side of the largest square, space between stages, and lines of a note, in em and lines. */
  readonly largest: number;
  readonly gap: number;
  readonly noteLines: number;
}

const SCALES = [
  { largest: 13, gap: 1.3, noteLines: MOST_NOTE_LINES },
  { largest: 11, gap: 0.9, noteLines: 2 },
  { largest: 9, gap: 0.6, noteLines: 2 },
  { largest: 7.5, gap: 0.5, noteLines: 1 },
] as const satisfies readonly StageScale[];

function placeStages(input: PipelineInput, scale: StageScale): PipelineLayout {
  const { width, fontPx, stages, partNames } = input;
  const largest = Math.min(0.36 * width, scale.largest * fontPx);
  const textX = largest + 1.4 * fontPx;
  const most = Math.max(1, ...stages.map(({ bytes }) => bytes ?? 0));
  const first = stages[0]?.bytes ?? null;
  const line = 1.35 * fontPx;
  let top = 0;
  const boxes = stages.map((stage, index): StageBox => {
    const side = stage.bytes === null ? 1.6 * fontPx : Math.max(3, largest * Math.sqrt(stage.bytes / most));
    const notes = wrapText(stage.note ?? '', width - textX, fontPx).slice(0, scale.noteLines);
    const textHeight = (2 + notes.length) * line;
    const height = Math.max(side, textHeight);
    const y = top + (height - side) / 2;
    const text = { x: textX, y: top + (height - textHeight) / 2 + line / 2 };
    top += height + scale.gap * fontPx;
    return {
      stage,
      x: (largest - side) / 2,
      y,
      side,
      strips: toStrips(stage, y, side),
      text,
      notes,
      factor: index === 0 || first === null || stage.bytes === null ? null : first / Math.max(1, stage.bytes),
    };
  });
  const { parts, rows } = flowParts(stages, partNames, width, fontPx);
  return {
    width,
    height: Math.round(top + rows * 1.5 * fontPx),
    boxes,
    bands: toBands(boxes),
    isShort: false,
    parts: parts.map((each) => ({ ...each, y: each.y + top })),
  };
}

/** The stages from left to right on one line, each with its words below. */
function placeBeside({ width, fontPx, stages, partNames }: PipelineInput, room: number): PipelineLayout {
  const line = 1.35 * fontPx;
  const columns = toColumns(stages, width, fontPx);
  const { parts, rows } = flowParts(stages, partNames, width, fontPx);
  const around = (2.6 + 1.5 * rows) * fontPx + 2 * line;
  const largest = Math.min(0.8 * columns[0]!.width, Math.max(3 * fontPx, 0.6 * (room - around)));
  const noteLines = Math.max(0, Math.min(4, Math.floor((room - around - largest) / line)));
  const most = Math.max(1, ...stages.map(({ bytes }) => bytes ?? 0));
  const first = stages[0]?.bytes ?? null;
  const boxes = stages.map((stage, index): StageBox => {
    const side = stage.bytes === null ? 1.6 * fontPx : Math.max(3, largest * Math.sqrt(stage.bytes / most));
    const y = (largest - side) / 2;
    return {
      stage,
      x: columns[index]!.x + (largest - side) / 2,
      y,
      side,
      strips: toStrips(stage, y, side),
      text: { x: columns[index]!.x, y: largest + 1.2 * fontPx },
      notes: wrapText(stage.note ?? '', columns[index]!.width - fontPx, fontPx).slice(0, noteLines),
      factor: index === 0 || first === null || stage.bytes === null ? null : first / Math.max(1, stage.bytes),
    };
  });
  const top = largest + 1.8 * fontPx + (2 + noteLines) * line;
  const bands = boxes.slice(1).flatMap((to, index) => {
    const from = boxes[index]!;
    if (from.stage.bytes === null || to.stage.bytes === null || to.stage.isApart) return [];
    const right = from.x + from.side;
    const path = `M${right},${from.y}L${to.x},${to.y}V${to.y + to.side}L${right},${from.y + from.side}Z`;
    return [{ id: to.stage.id, path }];
  });
  return {
    width,
    height: Math.round(top + rows * 1.5 * fontPx),
    boxes,
    bands,
    isShort: true,
    parts: parts.map((each) => ({ ...each, y: each.y + top })),
  };
}

/** Bold words are wider than the others by so much. */
const BOLD = 1.1;

/** Columns as wide as each stage's name and bytes ask for, with what is left over in equal parts. */
function toColumns(stages: readonly PipelineStage[], width: number, fontPx: number) {
  const natural = stages.map(({ label, bytes }) => {
    const size = bytes === null ? '' : `${formatBytes(bytes)}  00.0×`;
    return BOLD * Math.max(estimateTextWidth(label, fontPx), estimateTextWidth(size, fontPx));
  });
  const spare = (width - natural.reduce((sum, each) => sum + each, 0)) / Math.max(1, stages.length);
  let x = 0;
  return natural.map((each) => {
    const column = { x, width: each + spare };
    x += column.width;
    return column;
  });
}

/** The key of the parts, from the drawing's left edge on, so many rows high. */
function flowParts(
  stages: readonly PipelineStage[],
  partNames: PipelineInput['partNames'],
  width: number,
  fontPx: number,
) {
  const used = FILE_PARTS.filter((part) => stages.some(({ parts }) => (parts?.[part] ?? 0) > 0));
  const widths = used.map((part) => 1.6 * fontPx + estimateTextWidth(partNames[part], fontPx));
  const { places, rows } = flowItems(widths, width, 1.2 * fontPx);
  const parts = used.map((part, i) => ({
    part,
    x: places[i]!.x,
    y: (0.6 + places[i]!.row * 1.5) * fontPx,
  }));
  return { parts, rows };
}

function toStrips({ bytes, parts }: PipelineStage, top: number, side: number): StageBox['strips'] {
  if (bytes === null || parts === undefined) return [];
  let y = top;
  return FILE_PARTS.map((part) => {
    const strip = { part, y, height: (parts[part] / Math.max(1, bytes)) * side };
    y += strip.height;
    return strip;
  }).filter(({ height }) => height > 0);
}

function toBands(boxes: readonly StageBox[]): PipelineLayout['bands'] {
  return boxes.slice(1).flatMap((to, index) => {
    const from = boxes[index]!;
    if (from.stage.bytes === null || to.stage.bytes === null || to.stage.isApart) return [];
    const [top, bottom] = [from.y + from.side, to.y];
    const path = `M${from.x},${top}H${from.x + from.side}L${to.x + to.side},${bottom}H${to.x}Z`;
    return [{ id: to.stage.id, path }];
  });
}
