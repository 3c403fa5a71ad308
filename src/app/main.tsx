/** Starts the page. */
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { getReader } from '../state/currentreader.ts';
import { applyTheme } from '../ui/theme/theme.ts';
import { i18n, nameLanguage, startTranslation } from './language/i18n.ts';
import { showNotice } from './notice/notices.ts';
import { watchChunks, watchUpdates } from './offline.ts';
import { router } from './router.tsx';
import { checkSearch, moveSearchIntoHash, readSearch } from './search.ts';
import { surviveTranslators } from './translators.ts';
import '../ui/theme/tokens.css';
import '../ui/theme/base.css';

const moved = moveSearchIntoHash(location.search, location.hash);
if (moved !== null) history.replaceState(null, '', `${location.pathname}${moved}`);

const { search, dropped } = checkSearch(readSearch(location.hash.split('?')[1] ?? ''));
const settings = getReader().settings.store.getState();
nameLanguage(document.documentElement);
startTranslation(search.lang ?? settings.language);
applyTheme(search.theme ?? settings.theme);
for (const { key, text } of dropped) {
  showNotice({ key: `dropped:${key}`, level: 'warning', message: i18n.t('notice.dropped', { key, text }) });
}
watchChunks();
watchUpdates();
surviveTranslators(document.body);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
);
