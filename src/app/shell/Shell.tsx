import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { NoticeList } from '../notice/NoticeList.tsx';
import { useLabSearch } from '../preferences.ts';
import { Footer } from './Footer.tsx';
import { Header } from './Header.tsx';
import { PageLoading } from './PageLoading.tsx';
import styles from './Shell.module.css';
import { useAppearance } from './useAppearance.ts';
import { useShortcuts } from './useShortcuts.ts';

const ShortcutHelp = lazy(() =>
  import('./ShortcutHelp.tsx').then((part) => ({ default: part.ShortcutHelp })),
);

/**
 * What stands around every page: header, notices, footer; and what listens everywhere: shortcuts, theme,
 * language.
 */
export function Shell() {
  const { t } = useTranslation();
  const { present } = useLabSearch();
  const isPresenting = present !== undefined;
  useAppearance();
  const { isHelpOpen, openHelp, closeHelp } = useShortcuts();
  return (
    <div className={styles.shell} data-presenting={present}>
      <button
        type="button"
        className={styles.skip}
        onClick={() => document.getElementById('content')?.focus()}
      >
        {t('skipToContent')}
      </button>
      {!isPresenting && <Header />}
      <NoticeList />
      <main id="content" tabIndex={-1} className={styles.content}>
        <Suspense fallback={<PageLoading />}>
          <Outlet />
        </Suspense>
      </main>
      {!isPresenting && <Footer onHelp={openHelp} />}
      <Suspense fallback={null}>{isHelpOpen && <ShortcutHelp onClose={closeHelp} />}</Suspense>
    </div>
  );
}
