import { type RefObject, useEffect, useRef } from 'react';
import { type BitView, moveBits, zoomBits } from './view.ts';

interface Options {
  readonly view: BitView;
  readonly total: number;
  readonly onView: (view: BitView) => void;
  /**
   * True while the wheel belongs to the map and not to the page: the reader has pointed the keyboard at it.
   */
  readonly ownsWheel: () => boolean;
}

const PER_WHEEL = 0.0022;

/**
 * Wheel and pinch on an element: the wheel zooms at the pointer (sideways it moves), two fingers stretch.
 * Without the map's focus only a wheel with Ctrl or Command counts, so that the page scrolls past.
 */
export function useZoom(ref: RefObject<HTMLElement | null>, options: Options): void {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const fingers = new Map<number, number>();
    const toBit = (clientX: number) => {
      const { view } = latest.current;
      const box = element.getBoundingClientRect();
      return view.from + ((clientX - box.left) / box.width) * (view.to - view.from);
    };
    const onWheel = (event: WheelEvent) => {
      const { view, total, onView, ownsWheel } = latest.current;
      if (!event.ctrlKey && !event.metaKey && !ownsWheel()) return;
      event.preventDefault();
      const scale = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        const width = element.getBoundingClientRect().width;
        onView(moveBits(view, total, ((event.deltaX * scale) / width) * (view.to - view.from)));
      } else onView(zoomBits(view, total, Math.exp(-event.deltaY * scale * PER_WHEEL), toBit(event.clientX)));
    };
    const onDown = (event: PointerEvent) => {
      if (event.pointerType === 'touch') fingers.set(event.pointerId, event.clientX);
    };
    const onMove = (event: PointerEvent) => {
      const before = fingers.get(event.pointerId);
      if (before === undefined || fingers.size !== 2) {
        if (before !== undefined) fingers.set(event.pointerId, event.clientX);
        return;
      }
      const [other] = [...fingers].filter(([id]) => id !== event.pointerId);
      const still = other![1];
      const [apart, now] = [Math.abs(before - still), Math.abs(event.clientX - still)];
      fingers.set(event.pointerId, event.clientX);
      if (apart < 8 || now < 8) return;
      const { view, total, onView } = latest.current;
      onView(zoomBits(view, total, now / apart, toBit((event.clientX + still) / 2)));
    };
    const onEnd = (event: PointerEvent) => fingers.delete(event.pointerId);
    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('pointerdown', onDown);
    element.addEventListener('pointermove', onMove);
    for (const kind of ['pointerup', 'pointercancel', 'pointerleave'] as const)
      element.addEventListener(kind, onEnd);
    return () => {
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('pointerdown', onDown);
      element.removeEventListener('pointermove', onMove);
      for (const kind of ['pointerup', 'pointercancel', 'pointerleave'] as const)
        element.removeEventListener(kind, onEnd);
    };
  }, [ref]);
}
