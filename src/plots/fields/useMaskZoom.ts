import { type RefObject, useEffect, useRef } from 'react';
import { moveView, type View, zoomView } from '../geometry/raster.ts';

interface Options {
  readonly view: View;
  readonly whole: View;
  readonly onView: (view: View) => void;
  /** A place of the window, in cells of the picture. */
  readonly toCell: (clientX: number, clientY: number) => { readonly x: number; readonly y: number };
}

const PER_WHEEL = 0.0022;
/** Fingers closer than this many pixels say nothing about a distance. */
const APART_PX = 8;

interface Finger {
  readonly x: number;
  readonly y: number;
}

/**
 * Wheel and pinch on a picture: the wheel zooms at the pointer, two fingers stretch it and move it along. A
 * wheel without Ctrl or Command counts only where the picture has the keyboard, so that the page scrolls
 * past.
 */
export function useMaskZoom(ref: RefObject<HTMLElement | null>, options: Options): void {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const fingers = new Map<number, Finger>();
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey && !element.contains(document.activeElement)) return;
      event.preventDefault();
      const { view, whole, onView, toCell } = latest.current;
      const scale = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      const at = toCell(event.clientX, event.clientY);
      onView(zoomView(view, whole, Math.exp(-event.deltaY * scale * PER_WHEEL), at.x, at.y));
    };
    const onDown = (event: PointerEvent) => {
      if (event.pointerType === 'touch') fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    };
    const onMove = (event: PointerEvent) => {
      const before = fingers.get(event.pointerId);
      if (before === undefined) return;
      const now = { x: event.clientX, y: event.clientY };
      fingers.set(event.pointerId, now);
      const still = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
      if (fingers.size !== 2 || still === undefined) return;
      // Two fingers are no drag: the reader below must not take them for one.
      event.stopPropagation();
      const [wide, wider] = [toDistance(before, still), toDistance(now, still)];
      if (wide < APART_PX || wider < APART_PX) return;
      const { view, whole, onView, toCell } = latest.current;
      const from = toCell((before.x + still.x) / 2, (before.y + still.y) / 2);
      const to = toCell((now.x + still.x) / 2, (now.y + still.y) / 2);
      const moved = moveView(view, whole, from.x - to.x, from.y - to.y);
      onView(zoomView(moved, whole, wider / wide, from.x, from.y));
    };
    const onEnd = (event: PointerEvent) => fingers.delete(event.pointerId);
    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('pointerdown', onDown, { capture: true });
    element.addEventListener('pointermove', onMove, { capture: true });
    element.addEventListener('pointerup', onEnd);
    element.addEventListener('pointercancel', onEnd);
    return () => {
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('pointerdown', onDown, { capture: true });
      element.removeEventListener('pointermove', onMove, { capture: true });
      element.removeEventListener('pointerup', onEnd);
      element.removeEventListener('pointercancel', onEnd);
    };
  }, [ref]);
}

function toDistance(a: Finger, b: Finger): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
