/**
 * The ledger as bars. Each model has a line of words (its name, its bytes) over a bar as long as its file,
 * cut into parts; below stand the other measures, each with bars on a scale of its own from zero, so that
 * lengths may be compared within a measure.
 */

import { type Energy, sumEnergy } from '../../math/energy.ts';
import { isNoisy } from '../../math/statistics.ts';
import { formatBytes, formatCount, formatEnergy, formatMs, formatShort } from '../format.ts';
import type { Variant } from '../types.ts';
import { flowItems } from './flow.ts';
import { estimateTextWidth } from './text.ts';

export interface FileByteParts {
  readonly header: number;
  readonly weights: number;
  readonly indices: number;
  readonly codebooks: number;
  readonly biases: number;
}

/** One model's ledger; the protocol's ledger fits as it is. */
export interface LedgerFigures {
  readonly parameters: number;
  readonly nonZeros: number;
  readonly fileBytes: number;
  readonly fileParts: FileByteParts;
  readonly macs: number;
  readonly effectiveMacs: number;
  /** For one image, estimated; ledgers from before it was have none. */
  readonly energy?: Energy;
  readonly wrong: number;
  readonly tested: number;
  readonly latencyMs: {
    readonly median: number;
    readonly p95: number;
    readonly n: number;
    /** Layers that were not computed in a fused form; absent where there are none. */
    readonly unfused?: readonly string[];
  };
  /** In whole numbers alone, where the model has such a form. */
  readonly integerMs?: { readonly median: number };
  /** With each layer in its faster form, where that was measured. */
  readonly speed?: {
    readonly best: { readonly median: number };
    readonly breakEven: number | null;
    /** How far apart samples of one time were; a break-even from noise is left out. */
    readonly noise?: number;
  };
}

export interface LedgerEntry {
  readonly id: string;
  readonly label: string;
  readonly variant: Variant;
  readonly ledger: LedgerFigures;
}

export type LedgerMeasure = 'nonZeros' | 'macs' | 'energy' | 'latency' | 'wrong';

export type FilePart = keyof FileByteParts;

/** From the start of the file. */
export const FILE_PARTS: readonly FilePart[] = ['header', 'weights', 'indices', 'codebooks', 'biases'];

export interface FileBar {
  readonly entry: LedgerEntry;
  readonly textY: number;
  readonly y: number;
  readonly height: number;
  readonly segments: readonly { readonly part: FilePart; readonly x: number; readonly width: number }[];
  readonly bytes: string;
  /** How many times smaller than the first entry's; 1 for itself. */
  readonly factor: number;
}

export interface SmallBar {
  readonly entry: LedgerEntry;
  readonly name: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'end' };
  readonly y: number;
  readonly x: number;
  readonly width: number;
  readonly text: string;
  /** A tick beyond the bar: the 95th percentile. */
  readonly tick?: number;
}

export interface MeasureBlock {
  readonly measure: LedgerMeasure;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly bars: readonly SmallBar[];
}

export interface LedgerLayout {
  readonly width: number;
  readonly height: number;
  readonly files: readonly FileBar[];
  /** Right edge of the first entry's bar: the reference line. */
  readonly reference: { readonly x: number; readonly from: number; readonly to: number };
  readonly parts: readonly { readonly part: FilePart; readonly x: number; readonly y: number }[];
  readonly measures: readonly MeasureBlock[];
}

export interface LedgerInput {
  readonly width: number;
  readonly fontPx: number;
  readonly entries: readonly LedgerEntry[];
  readonly measures: readonly LedgerMeasure[];
  readonly partNames: Readonly<Record<FilePart, string>>;
  /** Of the whole drawing, where the page gives one. */
  readonly height?: number | undefined;
}

/**
 * Where the page gives a height, rows stand closer until the bars fit, as far as lines of text stay apart.
 */
export function layoutLedger(input: LedgerInput): LedgerLayout {
  const natural = placeLedger(input, 1);
  if (input.height === undefined || natural.height <= input.height) return natural;
  return placeLedger(input, Math.max(CLOSEST, input.height / natural.height));
}

const CLOSEST = 0.78;

function placeLedger(
  { width, fontPx, entries, measures, partNames }: LedgerInput,
  close: number,
): LedgerLayout {
  const right = width - 2;
  const most = Math.max(1, ...entries.map((each) => each.ledger.fileBytes));
  const first = entries[0]?.ledger.fileBytes ?? 0;
  const [rowHeight, barHeight] = [3.1 * close * fontPx, 1.15 * close ** 2 * fontPx];
  const head = 1.6 * fontPx;
  const files = entries.map((entry, i): FileBar => {
    const top = head + i * rowHeight;
    let x = 0;
    const segments = FILE_PARTS.map((part) => {
      const segment = { part, x, width: (entry.ledger.fileParts[part] / most) * right };
      x += segment.width;
      return segment;
    }).filter((segment) => segment.width > 0);
    return {
      entry,
      textY: top + 0.6 * fontPx,
      y: top + 1.25 * fontPx,
      height: barHeight,
      segments,
      bytes: formatBytes(entry.ledger.fileBytes),
      factor: first / Math.max(1, entry.ledger.fileBytes),
    };
  });
  const lastBottom = (files.at(-1)?.y ?? 0) + barHeight;
  const used = FILE_PARTS.filter((part) => entries.some((each) => each.ledger.fileParts[part] > 0));
  const widths = used.map((part) => 1.6 * fontPx + estimateTextWidth(partNames[part], fontPx));
  const flow = flowItems(widths, width, 1.2 * fontPx);
  const partsTop = lastBottom + 1.1 * close * fontPx;
  const parts = used.map((part, i) => ({
    part,
    x: flow.places[i]!.x,
    y: partsTop + flow.places[i]!.row * 1.5 * fontPx,
  }));
  const measuresTop = partsTop + flow.rows * 1.5 * fontPx + 1.4 * close * fontPx;
  const blocks = layoutMeasures(entries, measures, { width, fontPx, close }, measuresTop);
  return {
    width,
    height: Math.round(blocks.bottom),
    files,
    reference: { x: (first / most) * right, from: files[0]?.y ?? 0, to: lastBottom },
    parts,
    measures: blocks.measures,
  };
}

function layoutMeasures(
  entries: readonly LedgerEntry[],
  measures: readonly LedgerMeasure[],
  { width, fontPx, close }: { readonly width: number; readonly fontPx: number; readonly close: number },
  top: number,
): { measures: MeasureBlock[]; bottom: number } {
  const columns = width >= 40 * fontPx ? 2 : 1;
  const gap = 2.5 * fontPx;
  const blockWidth = (width - (columns - 1) * gap) / columns;
  const widest = Math.max(0, ...entries.map((each) => estimateTextWidth(each.label, fontPx)));
  // Names that leave the bars no room stand above them.
  const isStacked = widest > 0.4 * blockWidth;
  const names = isStacked ? 0 : widest + 0.7 * fontPx;
  const rowHeight = (isStacked ? 2.6 : Math.max(1.2, 1.5 * close)) * fontPx;
  const blockHeight = rowHeight * entries.length + 3.2 * close * fontPx;
  const placed = measures.map((measure, i): MeasureBlock => {
    const [x, y] = [(i % columns) * (blockWidth + gap), top + Math.floor(i / columns) * blockHeight];
    const texts = entries.map((each) => writeMeasure(measure, each.ledger));
    const textWidth = Math.max(0, ...texts.map((text) => estimateTextWidth(text, fontPx)));
    const start = x + names;
    const room = Math.max(fontPx, blockWidth - names - textWidth - 0.6 * fontPx);
    const reach = Math.max(1e-12, ...entries.map((each) => reachOf(measure, each.ledger)));
    const bars = entries.map((entry, row): SmallBar => {
      const value = readMeasure(measure, entry.ledger);
      const top = y + 1.2 * fontPx + row * rowHeight;
      return {
        entry,
        name: isStacked
          ? { x: start, y: top + 0.7 * fontPx, anchor: 'start' }
          : { x: start - 0.7 * fontPx, y: top + 0.7 * fontPx, anchor: 'end' },
        y: top + (isStacked ? 1.8 : 0.7) * fontPx,
        x: start,
        width: (value / reach) * room,
        text: texts[row]!,
        ...(measure === 'latency' && { tick: start + (entry.ledger.latencyMs.p95 / reach) * room }),
      };
    });
    return { measure, x, y: y + 0.6 * fontPx, width: blockWidth, bars };
  });
  const rows = Math.ceil(measures.length / columns);
  return {
    measures: placed,
    bottom: rows === 0 ? top - 1.4 * fontPx : top + rows * blockHeight - 0.6 * fontPx,
  };
}

export function readMeasure(measure: LedgerMeasure, ledger: LedgerFigures): number {
  switch (measure) {
    case 'nonZeros':
      return ledger.nonZeros;
    case 'macs':
      return ledger.effectiveMacs;
    case 'energy':
      return ledger.energy === undefined ? 0 : sumEnergy(ledger.energy);
    case 'latency':
      return ledger.latencyMs.median;
    case 'wrong':
      return ledger.wrong;
  }
}

export function writeMeasure(measure: LedgerMeasure, ledger: LedgerFigures): string {
  const value = readMeasure(measure, ledger);
  if (measure === 'latency') {
    const { latencyMs } = ledger;
    return isNoisy(latencyMs) ? `${formatMs(value)} – ${formatMs(latencyMs.p95)}` : formatMs(value);
  }
  if (measure === 'energy') return formatEnergy(value);
  return measure === 'macs' ? formatShort(value) : formatCount(value);
}

function reachOf(measure: LedgerMeasure, ledger: LedgerFigures): number {
  return measure === 'latency'
    ? Math.max(ledger.latencyMs.p95, ledger.latencyMs.median)
    : readMeasure(measure, ledger);
}
