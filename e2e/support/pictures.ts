/**
 * Compares two pictures of one figure, drawn by two programs. They smooth edges and place hairlines
 * differently, so what is compared is the mean colour of small squares: a shape that is missing, moved or of
 * another colour shows there, an edge does not.
 */

/** RGBA, row-major. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
  readonly channels: number;
}

const SIDE = 16;
/** Of 255, in the mean of a square. */
const MOST_OFF = 24;

/** The part of all squares whose mean colour differs; pictures are compared from `at` of the second on. */
export function countOtherSquares(
  a: Picture,
  b: Picture,
  at: { readonly x: number; readonly y: number },
): number {
  let [off, all] = [0, 0];
  for (let y = 0; y + SIDE <= a.height; y += SIDE) {
    for (let x = 0; x + SIDE <= a.width; x += SIDE) {
      const [one, other] = [meanColor(a, x, y), meanColor(b, x + at.x, y + at.y)];
      all++;
      if (one.some((value, channel) => Math.abs(value - other[channel]!) > MOST_OFF)) off++;
    }
  }
  return off / all;
}

function meanColor({ width, data, channels }: Picture, left: number, top: number): number[] {
  const sums = [0, 0, 0];
  for (let y = top; y < top + SIDE; y++) {
    for (let x = left; x < left + SIDE; x++) {
      for (let channel = 0; channel < 3; channel++)
        sums[channel]! += data[(y * width + x) * channels + channel]!;
    }
  }
  return sums.map((sum) => sum / SIDE ** 2);
}
