import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import styles from '../shell/PageState.module.css';

/** For addresses that name nothing. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <div className={styles.state}>
      <h1>{t('notFound.title')}</h1>
      <p>{t('notFound.text')}</p>
      <p>
        <Link to="/">{t('notFound.home')}</Link>
      </p>
    </div>
  );
}
