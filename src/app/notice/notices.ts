/** What does the page tell the reader, wherever it comes from? A short list, each kind at most once. */

export interface PageNotice {
  /** A notice with the same key replaces the one that is there. */
  readonly key: string;
  /** `info` goes by itself after a while; `progress` stays until it is done. */
  readonly level: 'info' | 'progress' | 'warning' | 'error';
  readonly message: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** For notices that another store holds. */
  readonly dismiss?: () => void;
}

let notices: readonly PageNotice[] = [];
const listeners = new Set<() => void>();

function replace(next: readonly PageNotice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}

const INFO_LASTS_MS = 8000;
const timers = new Map<string, ReturnType<typeof setTimeout>>();

const dismissed = new Set<string>();

/** Shows a notice until the reader dismisses it; one that only informs goes by itself. */
export function showNotice(notice: PageNotice): void {
  // Progress that was dismissed is not news any more.
  if (notice.level === 'progress' && dismissed.has(notice.key)) return;
  replace([...notices.filter((each) => each.key !== notice.key), notice].slice(-6));
  clearTimeout(timers.get(notice.key));
  if (notice.level !== 'info' || notice.action) return;
  timers.set(
    notice.key,
    setTimeout(() => dismissNotice(notice.key), INFO_LASTS_MS),
  );
}

/** Takes a notice away; progress under the same key is not shown again. */
export function dismissNotice(key: string): void {
  dismissed.add(key);
  if (notices.some((each) => each.key === key)) replace(notices.filter((each) => each.key !== key));
}

export function getNotices(): readonly PageNotice[] {
  return notices;
}

export function subscribeToNotices(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
