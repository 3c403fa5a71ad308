import { Link, useRouterState } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/control/Button.tsx';
import { Select } from '../../ui/control/Select.tsx';
import { THEME_CHOICES } from '../../ui/theme/theme.ts';
import { useLeftSearch } from '../lastsearch.ts';
import { useLanguageChoice, useThemeChoice } from '../preferences.ts';
import styles from './Header.module.css';
import { Logo } from './Logo.tsx';

const EngineBadge = lazy(() => import('./EngineBadge.tsx').then((part) => ({ default: part.EngineBadge })));

const PAGES = [
  { to: '/', key: 'home' },
  { to: '/bench', key: 'bench' },
  { to: '/gallery', key: 'gallery' },
  { to: '/settings', key: 'settings' },
] as const;

interface PageLinkProps {
  readonly to: (typeof PAGES)[number]['to'];
  readonly children: ReactNode;
}

/** Leads to a page, as the reader left it; on the page itself, to what is set there now. */
function PageLink({ to, children }: PageLinkProps) {
  const left = useLeftSearch(to);
  const isHere = useRouterState({ select: ({ location }) => location.pathname === to });
  return (
    <Link
      to={to}
      search={isHere ? true : left}
      className={styles.link}
      activeOptions={{ exact: true, includeSearch: false }}
    >
      {children}
    </Link>
  );
}

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
            <PageLink key={key} to={to}>
              {t(`nav.${key}`)}
            </PageLink>
          ))}
        </nav>
        <div className={styles.tools}>
          <Suspense fallback={null}>
            <EngineBadge />
          </Suspense>
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
