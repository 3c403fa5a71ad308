import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/control/Button.tsx';
import { Select } from '../../ui/control/Select.tsx';
import { THEME_CHOICES } from '../../ui/theme/theme.ts';
import { useLanguageChoice, useThemeChoice } from '../preferences.ts';
import { EngineBadge } from './EngineBadge.tsx';
import styles from './Header.module.css';
import { Logo } from './Logo.tsx';

const PAGES = [
  { to: '/', key: 'home' },
  { to: '/bench', key: 'bench' },
  { to: '/gallery', key: 'gallery' },
  { to: '/settings', key: 'settings' },
] as const;

/** The name, the pages, the engine, and the two switches that are needed in front of a class. */
export function Header() {
  const { t } = useTranslation();
  const [language, chooseLanguage] = useLanguageChoice();
  const [theme, chooseTheme] = useThemeChoice();
  const other = language === 'en' ? 'zh' : 'en';
  return (
    <header className={styles.header}>
      <div className={styles.inside}>
        <Link to="/" className={styles.name}>
          <Logo />
          {t('name')}
        </Link>
        <nav aria-label={t('nav.label')} className={styles.nav}>
          {PAGES.map(({ to, key }) => (
            <Link
              key={key}
              to={to}
              className={styles.link}
              activeOptions={{ exact: true, includeSearch: false }}
            >
              {t(`nav.${key}`)}
            </Link>
          ))}
        </nav>
        <div className={styles.tools}>
          <EngineBadge />
          <Select
            label={t('theme.label')}
            isLabelHidden
            value={theme}
            options={THEME_CHOICES.map((id) => ({ id, label: t(`theme.${id}`) }))}
            onChange={chooseTheme}
          />
          <Button kind="quiet" onPress={() => chooseLanguage(other)} lang={other}>
            {t(`language.${other}`)}
          </Button>
        </div>
      </div>
    </header>
  );
}
