import type { ReactNode } from 'react';
import { Guard } from '../control/Guard.tsx';
import { useLesson } from '../lesson/context.tsx';
import { InTurn } from './InTurn.tsx';
import { Seen } from './Seen.tsx';
import styles from './SideBySide.module.css';

export interface SideBySideProps {
  /** Stays in view while the text beside it scrolls. */
  readonly figure: ReactNode;
  readonly children: ReactNode;
}

/**
 * Text with its figure beside it; on a narrow page the text comes first and its figure below. A speaker's
 * notes have no figures.
 */
export function SideBySide({ figure, children }: SideBySideProps) {
  const { mode } = useLesson();
  return (
    <div className={styles.pair} data-pair>
      <div className={styles.text} data-text>
        {children}
      </div>
      {mode !== 'notes' && (
        <div className={styles.figure} data-figure>
          <Guard>
            <Seen>
              <InTurn>{figure}</InTurn>
            </Seen>
          </Guard>
        </div>
      )}
    </div>
  );
}
