import { type RefObject, useEffect, useRef } from 'react';

/** Paints in CSS pixels; the context is already scaled to the screen's own. */
export type Paint = (context: CanvasRenderingContext2D, pixelRatio: number) => void;

/**
 * Sizes a canvas to the screen's pixels and repaints it in the next frame after `paint` has changed: once a
 * frame at most, however often that is.
 */
export function useCanvas(
  ref: RefObject<HTMLCanvasElement | null>,
  width: number,
  height: number,
  paint: Paint,
): void {
  const frame = useRef(0);
  const latest = useRef({ width, height, paint });
  useEffect(() => {
    latest.current = { width, height, paint };
    if (frame.current !== 0) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = 0;
      const canvas = ref.current;
      const context = canvas?.getContext('2d');
      if (!canvas || !context) return;
      const now = latest.current;
      const ratio = Math.min(window.devicePixelRatio || 1, 3);
      const [across, down] = [Math.round(now.width * ratio), Math.round(now.height * ratio)];
      // Setting a size clears the canvas even when it is the same.
      if (canvas.width !== across || canvas.height !== down) {
        canvas.width = across;
        canvas.height = down;
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, now.width, now.height);
      now.paint(context, ratio);
    });
  }, [ref, width, height, paint]);
  useEffect(
    () => () => {
      cancelAnimationFrame(frame.current);
      frame.current = 0;
    },
    [],
  );
}
