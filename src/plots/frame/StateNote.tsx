import type { PlotState } from '../types.ts';
import styles from './StateNote.module.css';

const SIGNS = {
  empty: 'M4 20 H68',
  loading: 'M4 20 C 20 20 22 4 36 4 S 52 20 68 20',
  failed: 'M4 20 H28 M44 20 H68 M30 10 L42 22 M42 10 L30 22',
};

/** Stands in a figure's place while there is nothing to draw: what is missing, and what the reader can do. */
export function StateNote({ state }: { state: Exclude<PlotState, { kind: 'ready' }> }) {
  return (
    <div className={styles.note} data-kind={state.kind} role="status">
      <svg className={styles.sign} viewBox="0 0 72 24" aria-hidden="true">
        <path d={SIGNS[state.kind]} pathLength={100} />
      </svg>
      <span>{state.message}</span>
    </div>
  );
}
