import type { ReactNode } from 'react';
import { useLesson } from '../lesson/context.tsx';
import styles from './Drive.module.css';
import { Joined } from './Joined.tsx';

export interface DriveProps {
  /** The key of a `useLinkState` or `useKeptState` of the lesson. */
  readonly set: string;
  readonly to: unknown;
  readonly children: ReactNode;
}

/** Words that move a control: "at <Drive set="sparsity" to={0.9}>90 %</Drive>". */
export function Drive({ set, to, children }: DriveProps) {
  const { store } = useLesson();
  return (
    <Joined>
      <button type="button" className={styles.drive} data-lever="" onClick={() => store.set(set, to)}>
        {children}
      </button>
    </Joined>
  );
}
