import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsHeld } from '../../../src/ui/lesson/context.tsx';
import styles from './FigurePanel.module.css';

/** Tables and worked numbers: they wait where they answer a room's question. */
export function HeldNumbers({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('ui');
  return useIsHeld('numbers') ? <p className={styles.note}>{t('hold.numbers')}</p> : children;
}
