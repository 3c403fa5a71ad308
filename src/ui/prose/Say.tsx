import type { ReactNode } from 'react';
import { useLesson } from '../lesson/context.tsx';
import styles from './Say.module.css';

/**
 * The few lines that one says to a beat: the whole of its text on the wall, the first of the speaker's notes,
 * and nothing while reading.
 */
export function Say({ children }: { readonly children: ReactNode }) {
  const { mode } = useLesson();
  if (mode === 'reading') return null;
  return (
    <div className={styles.say} data-say>
      {children}
    </div>
  );
}
