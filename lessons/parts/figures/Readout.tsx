import type { ReactNode } from 'react';
import { useIsHeld } from '../../../src/ui/lesson/context.tsx';
import { Held } from '../../../src/ui/prose/Held.tsx';
import { useIsSeen } from '../../../src/ui/prose/Seen.tsx';
import { useFormats, useWords } from '../words.ts';
import styles from './figures.module.css';

export interface ReadoutItem {
  readonly label: string;
  readonly value: ReactNode;
  readonly detail?: ReactNode;
  /** Drawn dimmed: a newer value is being worked out. */
  readonly isPending?: boolean;
}

/**
 * Numbers that answer while the reader moves something; they wait where they answer a room's question. Out of
 * sight nothing is worked out, nor waited for.
 */
export function Readout({ items }: { readonly items: readonly ReadoutItem[] }) {
  const isHeld = useIsHeld('numbers');
  const isSeen = useIsSeen();
  return (
    <dl className={styles.readout} data-part="readout">
      {items.map(({ label, value, detail, isPending = false }) => (
        <div key={label} className={isPending ? styles.pending : undefined} aria-busy={isPending && isSeen}>
          <dt>{label}</dt>
          <dd>
            <span translate="no">{isHeld ? <Held /> : value}</span>
            {detail !== undefined && !isHeld && (
              <>
                {' '}
                <span className={styles.detail}>{detail}</span>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const words = { ofTested: { en: 'of {tested}', zh: '共 {tested} 张' } } as const;

/** How many images were wrong, of how many; a dash where they have not been counted. */
export function useWrongItem() {
  const say = useWords(words);
  const { integer } = useFormats();
  return (
    label: string,
    counted: { readonly wrong: number; readonly tested: number } | null | undefined,
  ): ReadoutItem => ({
    label,
    value: counted ? integer(counted.wrong) : '–',
    ...(counted ? { detail: say('ofTested', { tested: integer(counted.tested) }) } : {}),
  });
}
