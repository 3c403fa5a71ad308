import { type RefObject, useRef, useState } from 'react';
import { useMaskZoom } from '../fields/useMaskZoom.ts';
import type { PlotArea } from '../geometry/lines.ts';
import { moveView, type View } from '../geometry/raster.ts';
import type { OnDrag } from '../parts/useDrag.ts';
import { WHOLE } from './layout.ts';

export interface PlotWindow {
  readonly view: View;
  readonly isZoomed: boolean;
  readonly setView: (view: View) => void;
  /** Moves what is shown along with the pointer. */
  readonly onDrag: OnDrag;
  /** True for the click that ends a drag. */
  readonly wasDragged: () => boolean;
}

/**
 * The part of a plot that is shown: closer by wheel, pinch and buttons, elsewhere by dragging.
 * @param at where the plot lies in `root`
 */
export function useWindow(
  root: RefObject<HTMLElement | null>,
  at: RefObject<PlotArea | undefined>,
): PlotWindow {
  const [view, setView] = useState<View>(WHOLE);
  const last = useRef<readonly [number, number]>(undefined);
  const dragged = useRef(false);
  useMaskZoom(root, {
    view,
    whole: WHOLE,
    onView: setView,
    toCell: (clientX, clientY) => {
      const box = root.current?.getBoundingClientRect();
      const area = at.current;
      if (box === undefined || area === undefined) return { x: 0, y: 0 };
      return {
        x: view.x + ((clientX - box.left - area.left) / (area.right - area.left)) * view.width,
        y: view.y + ((clientY - box.top - area.top) / (area.bottom - area.top)) * view.height,
      };
    },
  });
  return {
    view,
    isZoomed: view.width < WHOLE.width || view.height < WHOLE.height,
    setView,
    onDrag: (x, phase, y) => {
      if (phase === 'end') {
        dragged.current = last.current !== undefined;
        last.current = undefined;
        return;
      }
      const before = last.current;
      const area = at.current;
      last.current = [x, y];
      if (before === undefined || area === undefined) return;
      const byX = ((before[0] - x) / (area.right - area.left)) * view.width;
      const byY = ((before[1] - y) / (area.bottom - area.top)) * view.height;
      setView((now) => moveView(now, WHOLE, byX, byY));
    },
    wasDragged: () => dragged.current,
  };
}
