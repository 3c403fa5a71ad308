import { type ReactNode, useEffect, useRef, useState } from 'react';
import styles from './ScrollBox.module.css';

export interface ScrollBoxProps {
  /** Names the box for those who reach it by keyboard. */
  readonly label: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/**
 * A table that scrolls by itself where the page is narrower: then, and only then, it takes the keyboard's
 * focus.
 */
export function ScrollBox({ label, className, children }: ScrollBoxProps) {
  const root = useRef<HTMLElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const box = root.current!;
    const look = () => setScrolls(box.scrollWidth > box.clientWidth);
    const observer = new ResizeObserver(look);
    observer.observe(box);
    for (const child of box.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  return (
    <section
      ref={root}
      className={className === undefined ? styles.box : `${styles.box} ${className}`}
      aria-label={label}
      {...(scrolls ? { tabIndex: 0 } : {})}
    >
      {children}
    </section>
  );
}
