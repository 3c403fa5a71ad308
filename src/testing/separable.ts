/**
 * Images that a tiny net can tell apart: noise at a quarter of its strength, and a bright square at a place
 * of its class.
 */
import type { Painter } from './datafiles.ts';

const SIDE = 5;
const CLASSES_IN_ROW = 4;
const PITCH = 7;

/** For `createTinyData`. The ten squares do not touch, so a single dense layer separates the classes. */
export const paintSquare: Painter = (pixels, label, [, width, channels]) => {
  for (let i = 0; i < pixels.length; i++) pixels[i] = pixels[i]! >> 2;
  const top = Math.floor(label / CLASSES_IN_ROW) * PITCH;
  const left = (label % CLASSES_IN_ROW) * PITCH;
  for (let row = top; row < top + SIDE; row++) {
    const start = (row * width + left) * channels;
    pixels.fill(255, start, start + SIDE * channels);
  }
};
