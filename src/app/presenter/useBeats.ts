import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Locale } from '../../ui/language/bilingual.ts';
import type { LessonMeta } from '../../ui/lesson/meta.ts';
import { useLabSearch, useSearchChange } from '../preferences.ts';
import { BEAT_EVENT } from '../shell/useShortcuts.ts';
import { findBeat, findNeighbour } from './beats.ts';
import { keepPlace, type Place, readPlace, recallPlace, showPlace } from './place.ts';

export interface Beats {
  /** The beat that is read or shown. */
  readonly current: string;
  /** On the wall, or in the speaker's window: one beat at a time. */
  readonly isPresenting: boolean;
  readonly goTo: (id: string) => void;
  readonly move: (by: 1 | -1) => void;
  readonly present: (isOn: boolean) => void;
}

/**
 * Which beat the reader is at: by scrolling, by keys, by the link.
 * @param textLocale the language of the text on the page; null until it is there
 */
export function useBeats(meta: LessonMeta, textLocale: Locale | null): Beats {
  const isReady = textLocale !== null;
  const search = useLabSearch();
  const changeSearch = useSearchChange();
  const isPresenting = search.present !== undefined;
  const current = findBeat(meta.beats, search.beat);
  // While the page scrolls to a beat, the ones it passes are not where the reader is.
  const target = useRef<string | null>(null);
  const place = usePlace(meta.slug, search.beat, isReady && !isPresenting);

  const goTo = useCallback(
    (id: string) => {
      changeSearch({ beat: id });
      target.current = id;
      scrollToBeat(id);
    },
    [changeSearch],
  );
  const move = useCallback(
    (by: 1 | -1) => {
      const next = findNeighbour(meta.beats, current, by);
      if (next !== null) goTo(next);
    },
    [meta, current, goTo],
  );
  const present = useCallback(
    (isOn: boolean) => {
      target.current = current;
      changeSearch({ present: isOn ? 'on' : undefined, beat: current });
    },
    [changeSearch, current],
  );

  useBeatKeys(move);
  useWantedBeat(meta, search.beat, { isReady, isPresenting, target, place });
  useReaderAt(textLocale, isPresenting, place);
  useReadBeat(current, isReady && !isPresenting, { target, place, onBeat: changeSearch });

  return { current, isPresenting, goTo, move, present };
}

/** The keys for the next beat and the one before. */
function useBeatKeys(move: Beats['move']): void {
  useEffect(() => {
    const onBeat = ({ detail }: CustomEventInit<unknown>) => {
      if (detail === 'next') move(1);
      if (detail === 'previous') move(-1);
    };
    window.addEventListener(BEAT_EVENT, onBeat);
    return () => window.removeEventListener(BEAT_EVENT, onBeat);
  }, [move]);
}

interface Shown {
  readonly isReady: boolean;
  readonly isPresenting: boolean;
  /** The beat that the page scrolls to. */
  readonly target: RefObject<string | null>;
  readonly place: RefObject<Place | null>;
}

/**
 * The link's beat, once, when its text has arrived; and again when presenting ends and all beats are back.
 */
function useWantedBeat(
  meta: LessonMeta,
  atFirst: string | undefined,
  { isReady, isPresenting, target, place }: Shown,
): void {
  const linked = useRef(atFirst);
  // A lesson opens at its top, where no place is known; the router leaves that to it.
  useLayoutEffect(() => {
    window.scrollTo({ top: 0, behavior: 'instant' });
  }, []);
  useEffect(() => {
    if (!isReady) return;
    const wanted = isPresenting ? null : (target.current ?? linked.current);
    linked.current = undefined;
    if (isPresenting) window.scrollTo({ top: 0 });
    else if (wanted && place.current?.beat !== wanted) scrollToBeat(findBeat(meta.beats, wanted));
    else if (place.current) showPlace(document, place.current);
  }, [isReady, isPresenting, meta, target, place]);
}

/** Another language's text has other heights: the reader stays at the line, before anybody sees it move. */
function useReaderAt(textLocale: Locale | null, isPresenting: boolean, place: Shown['place']): void {
  useLayoutEffect(() => {
    if (textLocale !== null && !isPresenting && place.current) showPlace(document, place.current);
  }, [textLocale, isPresenting, place]);
}

/** Follows the reader's scrolling: the place to the line, and the beat where it is another. */
function useReadBeat(
  current: string,
  isRead: boolean,
  {
    target,
    place,
    onBeat,
  }: Pick<Shown, 'target' | 'place'> & { readonly onBeat: (change: { beat: string }) => void },
): void {
  useEffect(() => {
    if (!isRead) return;
    let frame = 0;
    const look = () => {
      frame = 0;
      const read = readPlace(document, window.innerHeight / 3);
      if (read === null) return;
      place.current = read;
      if (target.current !== null && read.beat !== target.current) return;
      target.current = null;
      if (read.beat !== current) onBeat({ beat: read.beat });
    };
    const onScroll = () => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    const onScrollEnd = () => {
      target.current = null;
    };
    window.addEventListener('scroll', onScroll, { passive: true });
    window.addEventListener('scrollend', onScrollEnd);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('scroll', onScroll);
      window.removeEventListener('scrollend', onScrollEnd);
    };
  }, [isRead, current, onBeat, target, place]);
}

/**
 * Where the reader is, to the line; until the page scrolls, as it was left, if that was in the beat of the
 * address. Kept when the lesson is left.
 */
function usePlace(lesson: string, linked: string | undefined, isRead: boolean): { current: Place | null } {
  const [recalled] = useState(() => recallPlace(lesson));
  const place = useRef(recalled?.beat === linked ? recalled : null);
  useEffect(() => {
    if (!isRead) return;
    const keep = () => {
      if (place.current !== null) keepPlace(lesson, place.current);
    };
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [lesson, isRead]);
  return place;
}

function scrollToBeat(id: string): void {
  const heading = document.getElementById(`beat-${id}`);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}
