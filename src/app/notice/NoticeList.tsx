import { lazy, Suspense, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabSearch } from '../preferences.ts';
import { NoticeItem } from './NoticeItem.tsx';
import styles from './NoticeList.module.css';
import { getNotices, subscribeToNotices } from './notices.ts';

const EngineNotices = lazy(() =>
  import('./EngineNotices.tsx').then((part) => ({ default: part.EngineNotices })),
);

/**
 * All notices, newest last, in a polite live region that is always there. The engine's come with the lab,
 * after the first page shows. On the wall, those that only inform stay away: they would cover the picture.
 */
export function NoticeList() {
  const { t } = useTranslation();
  const own = useSyncExternalStore(subscribeToNotices, getNotices);
  const isOnWall = useLabSearch().present === 'on';
  const shown = isOnWall ? own.filter(({ level, action }) => level !== 'info' || action) : own;
  return (
    <section className={styles.list} aria-label={t('notice.region')} aria-live="polite">
      {shown.map((notice) => (
        <NoticeItem key={notice.key} notice={notice} />
      ))}
      <Suspense fallback={null}>
        <EngineNotices />
      </Suspense>
    </section>
  );
}
