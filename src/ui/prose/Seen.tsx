import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';

/** How far outside the window a figure is already kept up to date. */
const MARGIN = '300px';

const SeenContext = createContext(true);

/** Is the figure around this component in sight? True where no `Seen` is around it. */
export function useIsSeen(): boolean {
  return useContext(SeenContext);
}

/** Tells the figure inside whether it is in sight; out of sight until the browser has looked. */
export function Seen({ children }: { readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [isSeen, setIsSeen] = useState(typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    if (place.current === null || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver(
      (entries) => setIsSeen(entries.at(-1)?.isIntersecting ?? true),
      { rootMargin: MARGIN },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={place}>
      <SeenContext value={isSeen}>{children}</SeenContext>
    </div>
  );
}
