import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/control/Notice.tsx';
import styles from './NoticeList.module.css';
import { dismissNotice, getNotices, subscribeToNotices } from './notices.ts';
import { useEngineNotices } from './useEngineNotices.ts';

/** All notices, newest last, in a polite live region that is always there. */
export function NoticeList() {
  const { t } = useTranslation();
  const own = useSyncExternalStore(subscribeToNotices, getNotices);
  const fromEngine = useEngineNotices();
  return (
    <section className={styles.list} aria-label={t('notice.region')} aria-live="polite">
      {[...own, ...fromEngine].map((notice) => (
        <Notice
          key={notice.key}
          level={notice.level === 'progress' ? 'info' : notice.level}
          isLive={false}
          onDismiss={notice.dismiss ?? (() => dismissNotice(notice.key))}
          {...(notice.action ? { action: notice.action } : {})}
        >
          {notice.message}
        </Notice>
      ))}
    </section>
  );
}
