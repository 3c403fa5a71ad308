import { useEffect, useRef } from 'react';
import { BEAT_EVENT } from '../shell/useShortcuts.ts';

/** Does what a lesson's keys ask for, by the name of the shortcut. */
export function useLessonKeys(actions: Readonly<Record<string, () => void>>): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const obey = ({ detail }: CustomEventInit<unknown>) => latest.current[String(detail)]?.();
    window.addEventListener(BEAT_EVENT, obey);
    return () => window.removeEventListener(BEAT_EVENT, obey);
  }, []);
}
