import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/control/Dialog.tsx';
import { useLetterKeys } from '../preferences.ts';
import { SHORTCUTS, type ShortcutAction } from '../shortcuts.ts';
import styles from './ShortcutHelp.module.css';

const KEY_NAMES: Readonly<Record<string, string>> = {
  ArrowRight: '→',
  ArrowLeft: '←',
  PageDown: 'Page ↓',
  PageUp: 'Page ↑',
  Escape: 'Esc',
  ' ': 'Space',
};

/** All shortcuts, each action once with every key that stands for it. */
export function ShortcutHelp({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [areLetterKeysOn] = useLetterKeys();
  const actions = [...new Set(SHORTCUTS.map((each) => each.action))];
  const toKeys = (action: ShortcutAction) =>
    SHORTCUTS.filter((each) => each.action === action).flatMap((each) => each.keys);
  return (
    <Dialog title={t('shortcuts.title')} isOpen onClose={onClose}>
      <dl className={styles.list}>
        {actions.map((action) => (
          <div key={action} className={styles.row}>
            <dt>
              {toKeys(action).map((key) => (
                <kbd key={key}>{KEY_NAMES[key] ?? key}</kbd>
              ))}
            </dt>
            <dd>{t(`shortcuts.${action}`)}</dd>
          </div>
        ))}
        <div className={styles.row}>
          <dt>{t('shortcuts.sliders')}</dt>
          <dd>{t('shortcuts.slidersKeys')}</dd>
        </div>
      </dl>
      {!areLetterKeysOn && <p>{t('shortcuts.off')}</p>}
    </Dialog>
  );
}
