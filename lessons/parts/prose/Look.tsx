import type { ReactNode } from 'react';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { Joined } from '../../../src/ui/prose/Joined.tsx';
import styles from './prose.module.css';

export interface LookProps {
  /** The series, picture or state of the figure that the words speak of. */
  readonly at: string;
  readonly children: ReactNode;
}

/**
 * Words that point into the figure: the figure shows what they speak of, and they light up when the figure is
 * pointed at.
 */
export function Look({ at, children }: LookProps) {
  const [look, setLook] = useKeptState<string | null>('look-series', null);
  const isLit = look === at;
  return (
    <Joined>
      <button
        type="button"
        className={styles.look}
        data-lever=""
        data-lit={isLit || undefined}
        aria-pressed={isLit}
        onPointerEnter={(event) => event.pointerType === 'mouse' && setLook(at)}
        onPointerLeave={(event) => event.pointerType === 'mouse' && setLook(null)}
        onClick={(event) => {
          // A mouse is already pointing; keys and fingers switch.
          if ((event.nativeEvent as PointerEvent).pointerType !== 'mouse') setLook(isLit ? null : at);
        }}
      >
        {children}
      </button>
    </Joined>
  );
}
