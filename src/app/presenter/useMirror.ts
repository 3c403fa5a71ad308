import { useEffect, useRef } from 'react';
import { useLabSearch, useSearchChange } from '../preferences.ts';
import { type LabSearch, readSearch, writeSearch } from '../search.ts';

/** What each window has of its own: its place, and how it looks. */
const OWN: readonly string[] = ['present', 'lang', 'theme'];

/** A window that has just come asks the others where they are. */
const HELLO = 'hello';

/** The part of a link that both windows show, as text. */
export function toShared(search: LabSearch): string {
  return writeSearch(Object.fromEntries(Object.entries(search).filter(([key]) => !OWN.includes(key))));
}

/** What must change in a link for it to share another's state. */
export function toMirrorChange(search: LabSearch, shared: string): Record<string, string | undefined> {
  const wanted = readSearch(shared);
  const gone = Object.keys(search).filter((key) => !OWN.includes(key) && wanted[key] === undefined);
  return { ...Object.fromEntries(gone.map((key) => [key, undefined])), ...wanted };
}

/**
 * Keeps the wall's window and the speaker's on the same state: what is in the link of one goes into the link
 * of the other.
 */
export function useMirror(slug: string, isOn: boolean): void {
  const search = useLabSearch();
  const changeSearch = useSearchChange();
  const channel = useRef<BroadcastChannel | null>(null);
  const now = useRef({ search, changeSearch });
  now.current = { search, changeSearch };
  /** What the other window is known to show. */
  const known = useRef<string | null>(null);

  useEffect(() => {
    if (!isOn || typeof BroadcastChannel === 'undefined') return;
    const opened = new BroadcastChannel(`featherweight-present-${slug}`);
    channel.current = opened;
    known.current = toShared(now.current.search);
    opened.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data !== 'string') return;
      const own = toShared(now.current.search);
      if (data === HELLO) opened.postMessage(own);
      else if (data !== own) {
        known.current = data;
        now.current.changeSearch(toMirrorChange(now.current.search, data));
      }
    };
    opened.postMessage(HELLO);
    return () => {
      opened.close();
      channel.current = null;
    };
  }, [slug, isOn]);

  const shared = toShared(search);
  useEffect(() => {
    if (channel.current === null || shared === known.current) return;
    known.current = shared;
    channel.current.postMessage(shared);
  }, [shared]);
}
