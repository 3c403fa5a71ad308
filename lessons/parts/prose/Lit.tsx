import type { ReactNode } from 'react';
import { Joined } from '../../../src/ui/prose/Joined.tsx';
import styles from './prose.module.css';

export interface LitProps {
  /** Is the figure as the words say? */
  readonly isLit: boolean;
  /** Makes it so. */
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/** Words that set something in the figure, and are lit while it is so. Lessons give it their own state. */
export function Lit({ isLit, onPress, children }: LitProps) {
  return (
    <Joined>
      <button
        type="button"
        className={styles.look}
        data-lever=""
        data-lit={isLit || undefined}
        onClick={onPress}
      >
        {children}
      </button>
    </Joined>
  );
}
