import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { ScrollBox } from '../control/ScrollBox.tsx';
import styles from './prose.module.css';

/** A table of the prose; it scrolls by itself where the page is narrower. */
export function ProseTable(props: ComponentProps<'table'>) {
  const { t } = useTranslation('ui');
  return (
    <ScrollBox label={t('table')} className={styles.table}>
      <table {...props} />
    </ScrollBox>
  );
}
