import { type RefObject, useLayoutEffect, useState } from 'react';

export interface Size {
  /** CSS pixels of the element's content; 0 before it is known. */
  readonly width: number;
  /**
   * The element's font size: all lengths of a chart follow it, so that the projector's base size enlarges
   * them.
   */
  readonly fontPx: number;
  /**
   * What the page leaves for the drawing, in a frame that fills its place (`--plot-fills`); else a chart is
   * as high as it likes.
   */
  readonly height?: number | undefined;
}

/**
 * The element's width, font size and room, followed through resizes. Measured before the first paint, so
 * nothing jumps.
 */
export function useSize(ref: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, fontPx: 14 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const plot = element.closest<HTMLElement>('[data-plot]');
    const measure = () => {
      const width = Math.floor(element.clientWidth);
      const fontPx = Number.parseFloat(getComputedStyle(element).fontSize) || 14;
      const height = plot !== null && fills(plot) ? plot.clientHeight : undefined;
      setSize((last) =>
        last.width === width && last.fontPx === fontPx && last.height === height
          ? last
          : { width, fontPx, height },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    if (plot !== null) observer.observe(plot);
    // A change of theme may change the font size and leave the width alone.
    const themes = new MutationObserver(measure);
    themes.observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['data-theme', 'class', 'style', 'lang'],
    });
    return () => {
      observer.disconnect();
      themes.disconnect();
    };
  }, [ref]);
  return size;
}

function fills(plot: HTMLElement): boolean {
  return getComputedStyle(plot).getPropertyValue('--plot-fills').trim() === '1';
}
