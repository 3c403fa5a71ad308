import { type PointerEvent, useRef } from 'react';

/** Pixels that tell a sideways drag from a tap or a scroll. */
const SLACK = 3;

/**
 * Pointer handlers for dragging sideways over an element that may also be scrolled past: nothing happens until the pointer
 * has moved sideways, and a tap is a drag that ends where it began.
 */
export function useDrag(onDrag: ((x: number, phase: 'move' | 'end') => void) | undefined) {
  const from = useRef<number>(undefined);
  const isDragging = useRef(false);
  if (!onDrag) return undefined;
  const toX = (event: PointerEvent<HTMLElement>) =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;
  return {
    down(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      from.current = toX(event);
      isDragging.current = false;
    },
    move(event: PointerEvent<HTMLElement>) {
      if (from.current === undefined) return;
      const x = toX(event);
      if (!isDragging.current && Math.abs(x - from.current) > SLACK) {
        isDragging.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }
      if (isDragging.current) onDrag(x, 'move');
    },
    up(event: PointerEvent<HTMLElement>) {
      if (from.current !== undefined) onDrag(toX(event), 'end');
      from.current = undefined;
    },
    /** The browser took the gesture for a scroll. */
    cancel() {
      from.current = undefined;
    },
  };
}
