import { Link } from '@tanstack/react-router';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../ui/language/bilingual.ts';
import type { LessonMeta } from '../../ui/lesson/meta.ts';
import type { Beats } from '../presenter/useBeats.ts';
import type { LabSearch } from '../search.ts';
import styles from './LessonPage.module.css';

export interface LessonContentsProps {
  readonly meta: LessonMeta;
  readonly beats: Beats;
}

/**
 * The lesson's beats as a table of contents, the one being read marked: beside a wide text, else behind a
 * small button.
 */
export function LessonContents({ meta, beats }: LessonContentsProps) {
  const { t } = useTranslation();
  const text = useText();
  const [isOpen, setIsOpen] = useState(false);
  const place = useRef<HTMLElement>(null);
  useLeaving(
    place,
    isOpen,
    useCallback(() => setIsOpen(false), []),
  );
  const at = meta.beats.findIndex(({ id }) => id === beats.current);
  return (
    <nav ref={place} className={styles.contents} aria-label={t('lesson.contents')} data-open={isOpen}>
      <button
        type="button"
        className={styles.menu}
        aria-expanded={isOpen}
        aria-label={t('lesson.contents')}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span aria-hidden="true">☰</span>
        <span className={styles.count}>
          {at + 1} / {meta.beats.length}
        </span>
      </button>
      <ol>
        {meta.beats.map((beat) => (
          <li key={beat.id}>
            <Link
              to="/lessons/$slug"
              params={{ slug: meta.slug }}
              search={(before: LabSearch) => ({ ...before, beat: beat.id })}
              replace
              resetScroll={false}
              aria-current={beat.id === beats.current ? 'step' : undefined}
              activeProps={{}}
              className={beat.id === beats.current ? styles.here : styles.there}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                setIsOpen(false);
                beats.goTo(beat.id);
              }}
            >
              {text(beat.title)}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Tells of Escape, and of a press outside of the element, while it is open. */
function useLeaving(place: RefObject<HTMLElement | null>, isOpen: boolean, onLeave: () => void): void {
  useEffect(() => {
    if (!isOpen) return;
    const onPress = (event: Event) => {
      if (!place.current?.contains(event.target as Node)) onLeave();
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') onLeave();
    };
    document.addEventListener('pointerdown', onPress);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPress);
      document.removeEventListener('keydown', onKey);
    };
  }, [place, isOpen, onLeave]);
}
