/**
 * A file that shrinks from stage to stage: each stage is a square whose area is its bytes, one below the
 * other on a common axis, joined by bands that taper as the file does. Inside a square, strips as high as
 * their share say what the bytes are for.
 */
import { FILE_PARTS, type FilePart } from '../geometry/bars.ts';
import { flowItems } from '../geometry/flow.ts';
import { estimateTextWidth, wrapText } from '../geometry/text.ts';
import type { FileByteParts } from '../props.ts';
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
  readonly parts: readonly { readonly part: FilePart; readonly x: number; readonly y: number }[];
}

export interface PipelineInput {
  readonly width: number;
  readonly fontPx: number;
  readonly stages: readonly PipelineStage[];
  readonly partNames: Readonly<Record<FilePart, string>>;
}

/** Lines of text beside a box: its name, its bytes, and up to so many of its note. */
const MOST_NOTE_LINES = 3;

export function layoutPipeline({ width, fontPx, stages, partNames }: PipelineInput): PipelineLayout {
  const largest = Math.min(0.36 * width, 13 * fontPx);
  const textX = largest + 1.4 * fontPx;
  const most = Math.max(1, ...stages.map(({ bytes }) => bytes ?? 0));
  const first = stages[0]?.bytes ?? null;
  const line = 1.35 * fontPx;
  let top = 0;
  const boxes = stages.map((stage, index): StageBox => {
    const side = stage.bytes === null ? 1.6 * fontPx : Math.max(3, largest * Math.sqrt(stage.bytes / most));
    const notes = wrapText(stage.note ?? '', width - textX, fontPx).slice(0, MOST_NOTE_LINES);
    const textHeight = (2 + notes.length) * line;
    const height = Math.max(side, textHeight);
    const y = top + (height - side) / 2;
    const text = { x: textX, y: top + (height - textHeight) / 2 + line / 2 };
    top += height + 1.3 * fontPx;
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
  const used = FILE_PARTS.filter((part) => stages.some(({ parts }) => (parts?.[part] ?? 0) > 0));
  const flow = flowItems(
    used.map((part) => 1.6 * fontPx + estimateTextWidth(partNames[part], fontPx)),
    width,
    1.2 * fontPx,
  );
  const parts = used.map((part, i) => ({
    part,
    x: flow.places[i]!.x,
    y: top + (0.6 + flow.places[i]!.row * 1.5) * fontPx,
  }));
  return { width, height: Math.round(top + flow.rows * 1.5 * fontPx), boxes, bands: toBands(boxes), parts };
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
