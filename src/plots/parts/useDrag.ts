import { type PointerEvent, useRef } from 'react';

/** Pixels that tell a sideways drag from a tap or a scroll. */
const SLACK = 3;

/** Called while the pointer drags and once when it lets go, with its place in the element. */
export type OnDrag = (x: number, phase: 'move' | 'end', y: number) => void;

/**
 * Pointer handlers for dragging over an element that may also be scrolled past: nothing happens until the
 * pointer has moved sideways (or, if free, anyhow), and a tap is a drag that ends where it began.
 */
export function useDrag(onDrag: OnDrag | undefined, isFree: boolean) {
  const from = useRef<readonly [number, number]>(undefined);
  const isDragging = useRef(false);
  if (!onDrag) return undefined;
  const toPlace = (event: PointerEvent<HTMLElement>): readonly [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  return {
    down(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      from.current = toPlace(event);
      isDragging.current = false;
    },
    move(event: PointerEvent<HTMLElement>) {
      if (from.current === undefined) return;
      const [x, y] = toPlace(event);
      const moved = Math.max(Math.abs(x - from.current[0]), isFree ? Math.abs(y - from.current[1]) : 0);
      if (!isDragging.current && moved > SLACK) {
        isDragging.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }
      if (isDragging.current) onDrag(x, 'move', y);
    },
    up(event: PointerEvent<HTMLElement>) {
      const [x, y] = toPlace(event);
      if (from.current !== undefined) onDrag(x, 'end', y);
      from.current = undefined;
    },
    /** The browser took the gesture for a scroll. */
    cancel() {
      from.current = undefined;
    },
  };
}
