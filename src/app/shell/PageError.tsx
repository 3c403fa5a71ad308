import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/control/Button.tsx';
import styles from './PageState.module.css';

export interface PageErrorProps {
  readonly error: unknown;
  readonly reset: () => void;
}

/** In place of a page that could not be drawn. Stores and link are outside it and stay as they are. */
export function PageError({ error, reset }: PageErrorProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.state} role="alert">
      <h1>{t('error.title')}</h1>
      <p>{t('error.what')}</p>
      <div className={styles.actions}>
        <Button kind="primary" onPress={reset}>
          {t('error.again')}
        </Button>
        <Button onPress={() => location.reload()}>{t('error.reload')}</Button>
      </div>
      <details className={styles.details}>
        <summary>{t('error.details')}</summary>
        <pre>{error instanceof Error ? `${error.name}: ${error.message}` : String(error)}</pre>
      </details>
    </div>
  );
}
