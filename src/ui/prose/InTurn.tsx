import { type ReactNode, startTransition, useEffect, useRef, useState } from 'react';
import styles from './SideBySide.module.css';
import { takeTurn } from './turns.ts';

/**
 * Draws its content when its turn has come, in slices between which the page answers; until then it keeps
 * about a figure's room.
 */
export function InTurn({ children }: { readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [isDrawn, setIsDrawn] = useState(false);
  useEffect(
    () =>
      takeTurn(
        () => toDistance(place.current),
        () => startTransition(() => setIsDrawn(true)),
      ),
    [],
  );
  return isDrawn ? children : <div ref={place} className={styles.room} aria-busy="true" />;
}

/** From the middle of the window; the last in line where nothing is laid out. */
function toDistance(element: HTMLElement | null): number {
  if (element === null) return Number.POSITIVE_INFINITY;
  const { top, bottom } = element.getBoundingClientRect();
  return Math.abs((top + bottom) / 2 - window.innerHeight / 2);
}
