import { useTranslation } from 'react-i18next';
import styles from './PageState.module.css';

/** Stands where a page will be. */
export function PageLoading() {
  const { t } = useTranslation();
  return (
    <p className={styles.loading} role="status">
      {t('loading')}…
    </p>
  );
}
