import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/control/Button.tsx';
import { useLocale } from '../../ui/language/bilingual.ts';
import styles from './Notes.module.css';

/** The time, and the time since the talk began; pressing it begins anew. */
export function Clock() {
  const { t } = useTranslation();
  const locale = useLocale();
  const [now, setNow] = useState(() => new Date());
  const [began, setBegan] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.round((now.getTime() - began.getTime()) / 1000));
  return (
    <span className={styles.clock} translate="no">
      <strong>{now.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' })}</strong>
      <Button kind="quiet" aria-label={t('present.restart')} onPress={() => setBegan(new Date())}>
        {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}
      </Button>
    </span>
  );
}
