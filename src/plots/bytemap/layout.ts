/**
 * A file as a strip from its first bit to its last, with the whole of it as a thin line above. Zoomed in far
 * enough, the strip shows its bytes in hexadecimal, then their bits, and the fields that were read out of
 * them.
 */
import type { FilePart } from '../geometry/bars.ts';
import { estimateTextWidth } from '../geometry/text.ts';
import type { BitView } from './view.ts';

export interface MapRegion {
  readonly id: string;
  readonly part: FilePart;
  readonly label: string;
  readonly bit: number;
  readonly bits: number;
}

/** A few bits and what they say, in as few letters as fit below them. */
export interface MapField {
  readonly bit: number;
  readonly bits: number;
  readonly label: string;
}

interface Span {
  readonly x: number;
  readonly width: number;
}

export interface RegionSpan extends Span {
  readonly region: MapRegion;
  readonly index: number;
  /** Empty where it would not fit. */
  readonly label: string;
}

export interface MapLayout {
  readonly width: number;
  readonly height: number;
  readonly whole: { readonly y: number; readonly height: number; readonly regions: readonly RegionSpan[] };
  /** What the strip shows, on the line of the whole file. */
  readonly window: Span;
  readonly strip: { readonly y: number; readonly height: number; readonly regions: readonly RegionSpan[] };
  readonly ticks: readonly { readonly x: number; readonly byte: number }[];
  readonly ticksY: number;
  /** Bytes in sight; empty while they are too narrow to read. */
  readonly bytes: readonly (Span & { readonly byte: number; readonly text: string })[];
  readonly bytesY: number;
  readonly bits: readonly (Span & { readonly bit: number; readonly text: string })[];
  readonly bitsY: number;
  readonly fields: readonly (Span & { readonly field: MapField; readonly label: string })[];
  readonly fieldsY: number;
}

export interface MapInput {
  readonly width: number;
  readonly fontPx: number;
  readonly bytes: Uint8Array;
  readonly regions: readonly MapRegion[];
  readonly fields: readonly MapField[];
  readonly view: BitView;
}

/** Ems that a byte, and a bit, need to be read. */
const BYTE_EM = 1.75;
const BIT_EM = 0.72;

export function layoutByteMap({ width, fontPx, bytes, regions, fields, view }: MapInput): MapLayout {
  const total = bytes.length * 8;
  const right = width - 1;
  const perBit = right / (view.to - view.from);
  const span = createSpan((bit) => ((bit - view.from) / (view.to - view.from)) * right);
  const wholeSpan = createSpan((bit) => (bit / total) * right);
  const isVisible = ({ bit, bits }: Bits) => bit < view.to && bit + bits > view.from;
  const toNamed = (part: Bits & { readonly label: string }) => {
    const clipped = clip(span(part.bit, part.bits), right);
    return { label: toFitting(part.label, clipped.width, fontPx), ...clipped };
  };
  const { wholeHeight, stripHeight, stripY, ...lines } = layoutLines(fontPx);
  return {
    width,
    height: Math.round(lines.fieldsY + 1.2 * fontPx),
    whole: {
      y: 0,
      height: wholeHeight,
      regions: regions.map((region, index) => ({
        region,
        index,
        label: '',
        ...wholeSpan(region.bit, region.bits),
      })),
    },
    window: wholeSpan(view.from, view.to - view.from),
    strip: {
      y: stripY,
      height: stripHeight,
      regions: regions.flatMap((region, index) =>
        isVisible(region) ? [{ region, index, ...toNamed(region) }] : [],
      ),
    },
    ticks: pickBytes(view, right, fontPx).map((byte) => ({ x: span(byte * 8, 0).x, byte })),
    bytes: perBit * 8 >= BYTE_EM * fontPx ? listBytes(bytes, view, span, right) : [],
    bits: perBit >= BIT_EM * fontPx ? listBits(bytes, view, span) : [],
    fields: fields.flatMap((field) =>
      isVisible(field) && field.bits * perBit >= 3 ? [{ field, ...toNamed(field) }] : [],
    ),
    ...lines,
  };
}

interface Bits {
  readonly bit: number;
  readonly bits: number;
}

type ToSpan = (bit: number, bits: number) => Span;

function createSpan(toX: (bit: number) => number): ToSpan {
  return (bit, bits) => ({ x: toX(bit), width: toX(bit + bits) - toX(bit) });
}

/** From the top down: the whole file, the strip, and the lines of text below it. */
function layoutLines(fontPx: number) {
  const [wholeHeight, stripHeight, row] = [0.7 * fontPx, 2.6 * fontPx, 1.5 * fontPx];
  const stripY = wholeHeight + 1.3 * fontPx;
  const ticksY = stripY + stripHeight + 0.9 * fontPx;
  const bytesY = ticksY + 0.95 * fontPx;
  const bitsY = bytesY + row;
  return { wholeHeight, stripHeight, stripY, ticksY, bytesY, bitsY, fieldsY: bitsY + row };
}

/** The bytes at least half of which is in sight, in hexadecimal. */
function listBytes(bytes: Uint8Array, view: BitView, span: ToSpan, right: number): MapLayout['bytes'] {
  const { first, last } = findBytes(bytes, view);
  return Array.from({ length: last - first }, (_, i) => ({
    byte: first + i,
    text: bytes[first + i]!.toString(16).padStart(2, '0'),
    ...span((first + i) * 8, 8),
  })).filter(({ x, width }) => x >= -0.5 * width && x + width <= right + 0.5 * width);
}

function listBits(bytes: Uint8Array, view: BitView, span: ToSpan): MapLayout['bits'] {
  const { first, last } = findBytes(bytes, view);
  return Array.from({ length: (last - first) * 8 }, (_, i) => first * 8 + i)
    .filter((bit) => bit >= view.from && bit < view.to)
    .map((bit) => ({
      bit,
      text: String((bytes[bit >>> 3]! >> (7 - (bit & 7))) & 1),
      ...span(bit, 1),
    }));
}

/** The bytes in sight, from the first to before the last. */
function findBytes(bytes: Uint8Array, { from, to }: BitView) {
  return { first: Math.floor(from / 8), last: Math.min(bytes.length, Math.ceil(to / 8)) };
}

function clip({ x, width }: Span, right: number): Span {
  const from = Math.max(0, x);
  return { x: from, width: Math.min(right, x + width) - from };
}

function toFitting(label: string, width: number, fontPx: number): string {
  return estimateTextWidth(label, fontPx) + 0.4 * fontPx <= width ? label : '';
}

/** Round byte numbers in sight, far enough apart to be read. */
function pickBytes({ from, to }: BitView, right: number, fontPx: number): number[] {
  const [first, last] = [from / 8, to / 8];
  const widest = estimateTextWidth(String(Math.round(last)), fontPx) + 1.6 * fontPx;
  const least = ((last - first) * widest) / right;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  const step = Math.max(1, [1, 2, 5, 10].map((times) => times * power).find((each) => each >= least) ?? 1);
  const ticks: number[] = [];
  for (let byte = Math.ceil(first / step) * step; byte <= last; byte += step) ticks.push(byte);
  return ticks;
}

/** The region at a place of the strip, and the bit there. */
export function findRegion(
  { strip, width }: MapLayout,
  view: BitView,
  x: number,
): { readonly index: number | undefined; readonly bit: number } {
  const bit = view.from + (Math.min(Math.max(x, 0), width - 1) / (width - 1)) * (view.to - view.from);
  return {
    index: strip.regions.find(({ region }) => bit >= region.bit && bit < region.bit + region.bits)?.index,
    bit,
  };
}
