import { NoticeItem } from './NoticeItem.tsx';
import { useEngineNotices } from './useEngineNotices.ts';
import { usePreparation } from './usePreparation.ts';

/** What the engine has to say, and how far the preparation of the data is. */
export function EngineNotices() {
  usePreparation();
  return useEngineNotices().map((notice) => <NoticeItem key={notice.key} notice={notice} />);
}
