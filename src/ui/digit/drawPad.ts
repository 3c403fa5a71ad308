/** The pad's own picture of a drawing; what the network gets is made by `digit.ts`. */
import type { PadPoint, Stroke } from './digit.ts';

/** Pixels of the drawing surface; it is shown at whatever size the page gives it. */
export const SIZE = 280;
const PEN_WIDTH = SIZE / 12;

/** Strokes as the pen leaves them, and where the pen stands when keys move it. */
export function drawPad(
  context: CanvasRenderingContext2D,
  strokes: readonly Stroke[],
  cursor: PadPoint | null,
  isPenDown: boolean,
): void {
  const style = getComputedStyle(context.canvas);
  context.clearRect(0, 0, SIZE, SIZE);
  context.strokeStyle = style.color;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.lineWidth = PEN_WIDTH;
  context.fillStyle = style.color;
  for (const stroke of strokes) {
    const [first] = stroke;
    if (first === undefined) continue;
    // A canvas draws no line without length, so a dot needs its circle.
    context.beginPath();
    context.arc(first.x * SIZE, first.y * SIZE, PEN_WIDTH / 2, 0, 2 * Math.PI);
    context.fill();
    context.beginPath();
    stroke.forEach(({ x, y }, index) => {
      if (index === 0) context.moveTo(x * SIZE, y * SIZE);
      context.lineTo(x * SIZE, y * SIZE);
    });
    context.stroke();
  }
  if (cursor === null) return;
  context.strokeStyle = style.getPropertyValue('--fw-accent');
  context.lineWidth = isPenDown ? 5 : 2;
  context.beginPath();
  context.arc(cursor.x * SIZE, cursor.y * SIZE, SIZE / 22, 0, 2 * Math.PI);
  context.stroke();
}
