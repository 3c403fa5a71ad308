/**
 * What happens when the site is updated under an open page? A new version waits until the reader takes it; a
 * part that is gone from the server is fetched anew by reloading, once.
 */
import { registerSW } from 'virtual:pwa-register';
import { i18n } from './language/i18n.ts';
import { showNotice } from './notice/notices.ts';

const RELOADED_KEY = 'featherweight.reloadedAt';
/** A second failure this soon after a reload is no stale page. */
const RELOAD_PAUSE_MS = 60_000;

/** Registers the service worker of the built page; tells when a newer version is ready. */
export function watchUpdates(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  watchTakeover();
  const update = registerSW({
    onNeedRefresh: () =>
      showNotice({
        key: 'update',
        level: 'info',
        message: i18n.t('notice.updateReady'),
        action: { label: i18n.t('notice.updateNow'), run: () => void update(true) },
      }),
    onOfflineReady: () =>
      showNotice({ key: 'offline', level: 'info', message: i18n.t('notice.offlineReady') }),
  });
}

/** The very first visit: a service worker takes over a page that had none. */
function watchTakeover(): void {
  const { serviceWorker } = navigator;
  if (serviceWorker.controller !== null) return;
  const warm = () => void import('./cachefill.ts').then(({ warmCaches }) => warmCaches());
  serviceWorker.addEventListener('controllerchange', warm, { once: true });
}

/** Reloads once when a part of the page cannot be loaded; after that it says so. */
export function watchChunks(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const reloadedAt = Number(readSession(RELOADED_KEY) ?? 0);
    if (
      navigator.onLine &&
      Date.now() - reloadedAt > RELOAD_PAUSE_MS &&
      writeSession(RELOADED_KEY, String(Date.now()))
    ) {
      event.preventDefault();
      location.reload();
      return;
    }
    showNotice({
      key: 'stale',
      level: 'error',
      message: i18n.t('notice.staleChunk'),
      action: { label: i18n.t('notice.reload'), run: () => location.reload() },
    });
  });
}

function readSession(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** False where the browser keeps nothing: then nobody would know that the page was reloaded already. */
function writeSession(key: string, value: string): boolean {
  try {
    sessionStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
