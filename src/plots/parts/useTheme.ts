import { useSyncExternalStore } from 'react';

let version = 0;
const listeners = new Set<() => void>();
let stop: (() => void) | undefined;

function listen(): () => void {
  const tell = () => {
    version++;
    for (const each of listeners) each();
  };
  const observer = new MutationObserver(tell);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'class', 'style'],
  });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', tell);
  return () => {
    observer.disconnect();
    dark.removeEventListener('change', tell);
  };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  stop ??= listen();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = undefined;
  };
}

/** Changes with the theme: a canvas that depends on it is painted anew, as styles would be. */
export function useThemeVersion(): number {
  return useSyncExternalStore(
    subscribe,
    () => version,
    () => 0,
  );
}
