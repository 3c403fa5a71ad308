import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/control/Button.tsx';
import styles from './Footer.module.css';

/** Where the data comes from and where it does not go. */
export function Footer({ onHelp }: { readonly onHelp: () => void }) {
  const { t } = useTranslation();
  return (
    <footer className={styles.footer}>
      <div className={styles.inside}>
        <p>{t('footer.local')}</p>
        <p>{t('footer.data')}</p>
        <Button kind="quiet" size="small" onPress={onHelp}>
          {t('footer.shortcuts')} <kbd>?</kbd>
        </Button>
      </div>
    </footer>
  );
}
