// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { drawPad, SIZE } from './drawPad.ts';

it('draws a dot where the pen only touched the pad', () => {
  const circles: number[][] = [];
  const canvas = document.createElement('canvas');
  const context = { canvas, clearRect() {}, beginPath() {}, moveTo() {}, lineTo() {}, stroke() {} };
  let arc: number[] = [];
  Object.assign(context, {
    arc: (...place: number[]) => {
      arc = place;
    },
    fill: () => circles.push(arc),
  });
  drawPad(context as unknown as CanvasRenderingContext2D, [[{ x: 0.5, y: 0.25 }]], null, false);
  expect(circles).toEqual([[SIZE / 2, SIZE / 4, SIZE / 24, 0, 2 * Math.PI]]);
});
