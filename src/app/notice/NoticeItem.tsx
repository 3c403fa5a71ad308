import { Notice } from '../../ui/control/Notice.tsx';
import { dismissNotice, type PageNotice } from './notices.ts';

/** One notice of the page or of the engine; its list is the live region. */
export function NoticeItem({ notice }: { readonly notice: PageNotice }) {
  return (
    <Notice
      level={notice.level === 'progress' ? 'info' : notice.level}
      isLive={false}
      onDismiss={notice.dismiss ?? (() => dismissNotice(notice.key))}
      {...(notice.action ? { action: notice.action } : {})}
    >
      {notice.message}
    </Notice>
  );
}
