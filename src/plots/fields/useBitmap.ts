import { type RefObject, useLayoutEffect } from 'react';

/**
 * Fills a canvas that has one pixel for each datum. `paint` gets clear RGBA bytes to fill; change it to
 * repaint.
 */
export function useBitmap(
  ref: RefObject<HTMLCanvasElement | null>,
  width: number,
  height: number,
  paint: (rgba: Uint8ClampedArray) => void,
): void {
  useLayoutEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context || width < 1 || height < 1) return;
    canvas.width = width;
    canvas.height = height;
    const image = context.createImageData(width, height);
    paint(image.data);
    context.putImageData(image, 0, 0);
  }, [ref, width, height, paint]);
}
