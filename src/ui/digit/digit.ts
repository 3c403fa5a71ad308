/**
 * How does a drawn digit become an image like those of MNIST? As its makers did it (LeCun, Cortes, Burges):
 * scaled, keeping its proportions, to fit a 20 x 20 box, drawn with soft edges, and moved so that its centre
 * of mass is the centre of the 28 x 28 image.
 *
 * Left out: MNIST scaled bitmaps, so thick pens stayed thick; here the pen has the width that MNIST's strokes
 * have on average after scaling, however large the drawing was.
 */

export const DIGIT_SIZE = 28;
const BOX = 20;
/** Half the width of a stroke, in pixels of the image. */
const PEN_RADIUS = 1.05;
/** Edges fade over this many pixels. */
const SOFTNESS = 1.1;
/** A drawing smaller than this share of the pad is a dot and is not blown up any further. */
const SMALLEST_EXTENT = 0.15;

/** A point of the pad; both from 0 to 1, y downwards. */
export interface PadPoint {
  readonly x: number;
  readonly y: number;
}

export type Stroke = readonly PadPoint[];

/** The image of a drawing: [28, 28], 0 for paper to 255 for ink. Null where nothing was drawn. */
export function toDigitPixels(strokes: readonly Stroke[]): Uint8Array | null {
  const points = strokes.flat();
  if (points.length === 0) return null;
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const extent = Math.max(right - left, bottom - top, SMALLEST_EXTENT);
  const scale = (BOX - 2 * PEN_RADIUS) / extent;
  const middle = DIGIT_SIZE / 2;
  const placed = strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({
      x: (x - (left + right) / 2) * scale + middle,
      y: (y - (top + bottom) / 2) * scale + middle,
    })),
  );
  const drawn = drawStrokes(moveToCentre(moveToCentre(placed)));
  return Uint8Array.from(drawn, (ink) => Math.round(ink * 255));
}

/**
 * Soft edges make the centre of mass follow a move only nearly: the second time leaves less than 0.02 pixels.
 */
function moveToCentre(strokes: readonly Stroke[]): Stroke[] {
  const mass = findCentreOfMass(drawStrokes(strokes));
  const middle = DIGIT_SIZE / 2;
  return strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({ x: x + middle - mass.x, y: y + middle - mass.y })),
  );
}

/** Where the ink balances, in pixels from the top left corner; a pixel's ink sits at its middle. */
export function findCentreOfMass(ink: ArrayLike<number>): PadPoint {
  let total = 0;
  let x = 0;
  let y = 0;
  for (let i = 0; i < ink.length; i++) {
    const weight = ink[i]!;
    total += weight;
    x += weight * ((i % DIGIT_SIZE) + 0.5);
    y += weight * (Math.floor(i / DIGIT_SIZE) + 0.5);
  }
  return total === 0 ? { x: DIGIT_SIZE / 2, y: DIGIT_SIZE / 2 } : { x: x / total, y: y / total };
}

/** Coverage of each pixel, 0 to 1: by the distance of its middle to the nearest stroke. */
function drawStrokes(strokes: readonly Stroke[]): Float64Array {
  const ink = new Float64Array(DIGIT_SIZE * DIGIT_SIZE);
  const reach = PEN_RADIUS + SOFTNESS / 2;
  for (const stroke of strokes) {
    for (let i = 0; i < stroke.length; i++) {
      const a = stroke[Math.max(0, i - 1)]!;
      const b = stroke[i]!;
      const rows = toPixelRange(a.y, b.y, reach);
      const columns = toPixelRange(a.x, b.x, reach);
      for (let row = rows.first; row <= rows.last; row++) {
        for (let column = columns.first; column <= columns.last; column++) {
          const distance = toDistance({ x: column + 0.5, y: row + 0.5 }, a, b);
          const cover = Math.min(1, Math.max(0, (reach - distance) / SOFTNESS));
          const index = row * DIGIT_SIZE + column;
          if (cover > ink[index]!) ink[index] = cover;
        }
      }
    }
  }
  return ink;
}

function toPixelRange(a: number, b: number, reach: number): { first: number; last: number } {
  return {
    first: Math.max(0, Math.floor(Math.min(a, b) - reach)),
    last: Math.min(DIGIT_SIZE - 1, Math.ceil(Math.max(a, b) + reach)),
  };
}

function toDistance(point: PadPoint, a: PadPoint, b: PadPoint): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - a.x) * dx + (point.y - a.y) * dy) / length;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - a.x - t * dx, point.y - a.y - t * dy);
}
