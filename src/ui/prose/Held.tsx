import { useTranslation } from 'react-i18next';
import styles from './Held.module.css';

/** In the place of a number that waits for the instructor's key. */
export function Held() {
  const { t } = useTranslation('ui');
  return (
    <span className={styles.held} role="img" aria-label={t('hold.number')}>
      ···
    </span>
  );
}
