import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { openGuesses } from '../../state/readerhooks.ts';
import { createLessonStore, type LessonStore } from '../../ui/lesson/keep.ts';
import { leavePage } from '../lastsearch.ts';
import { showNotice } from '../notice/notices.ts';
import { useLabSearch, useSearchChange } from '../preferences.ts';
import type { LabSearch } from '../search.ts';
import { LinkEcho } from './linkecho.ts';

/** Browsers refuse more than about 100 changes of the link in half a minute. */
const WRITE_AFTER_MS = 350;

/**
 * A lesson's store, kept in step with the link: moves of a control reach it a moment later, a changed link at
 * once.
 * @param path the page's own, "/bench"; links there lead back to what the store held last
 */
export function useLessonLink(path: string): LessonStore {
  const search = useLabSearch();
  const changeSearch = useSearchChange();
  const pending = useRef<ReturnType<typeof setTimeout> | null>(null);
  const latest = useRef({ changeSearch, search });
  latest.current = { changeSearch, search };

  const store = useStore(path, search);

  const echo = useRef(new LinkEcho());

  useEffect(() => {
    const write = () => {
      pending.current = null;
      const params = store.toParams();
      echo.current.wrote({ ...latest.current.search, ...params });
      latest.current.changeSearch(params);
    };
    const unsubscribe = store.subscribe(() => {
      if (pending.current !== null) clearTimeout(pending.current);
      pending.current = setTimeout(write, WRITE_AFTER_MS);
    });
    return () => {
      unsubscribe();
      if (pending.current !== null) clearTimeout(pending.current);
      pending.current = null;
      leavePage(path, store.toParams());
    };
  }, [store, path]);

  useEffect(() => {
    if (pending.current !== null) {
      // The link still holds what the control said before its last move; another link is the reader's wish.
      if (echo.current.isEcho(search, Object.keys(store.toParams()))) return;
      clearTimeout(pending.current);
      pending.current = null;
    }
    echo.current.read(search);
    store.follow(search);
  }, [store, search]);

  return store;
}

/** The store, made from the link as it is when the lesson opens. Values that it must clamp are told. */
function useStore(path: string, search: LabSearch): LessonStore {
  const { t } = useTranslation();
  const latest = useRef(t);
  latest.current = t;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the link as it was when the lesson opened; `follow` does the rest
  return useMemo(
    () =>
      createLessonStore(
        search,
        (key, text, shown, message) => {
          // Found while drawing; told afterwards.
          queueMicrotask(() =>
            showNotice({
              key: `clamped:${key}`,
              level: 'warning',
              message: message ?? latest.current('notice.clamped', { key, text: text.slice(0, 40), shown }),
            }),
          );
        },
        openGuesses(path),
      ),
    [],
  );
}
