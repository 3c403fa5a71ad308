import { Link } from '@tanstack/react-router';
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

/** The lesson's beats as a table of contents; the one being read is marked. */
export function LessonContents({ meta, beats }: LessonContentsProps) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <nav className={styles.contents} aria-label={t('lesson.contents')}>
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
