import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Progress } from '../../state/progressstate.ts';
import { useProgress } from '../../state/readerhooks.ts';
import { useText } from '../../ui/language/bilingual.ts';
import type { LessonMeta } from '../../ui/lesson/meta.ts';
import { useLeftSearch } from '../lastsearch.ts';
import { LESSONS } from '../lessons/registry.ts';
import styles from './Home.module.css';

/** Where to begin: for who learns alone, for who teaches, and for who wants to see what breaks. */
export function Readers() {
  const { t } = useTranslation();
  const text = useText();
  const { progress } = useProgress();
  const bench = useLeftSearch('/bench');
  const next = findNext(progress);
  const title = next === undefined ? '' : text(next.meta.title);
  return (
    <section aria-labelledby="readers">
      <h2 id="readers" className="visually-hidden">
        {t('home.readers.title')}
      </h2>
      <ul className={styles.readers}>
        {next && (
          <>
            <li>
              <h3>{t('home.readers.alone')}</h3>
              <p>{t('home.readers.aloneText')}</p>
              <Link
                to="/lessons/$slug"
                params={{ slug: next.meta.slug }}
                search={next.beat === undefined ? {} : { beat: next.beat }}
                className={styles.start}
              >
                {t(next.beat === undefined ? 'home.readers.begin' : 'home.readers.goOn', { title })}
              </Link>
            </li>
            <li>
              <h3>{t('home.readers.teaching')}</h3>
              <p>{t('home.readers.teachingText')}</p>
              <Link to="/lessons/$slug" params={{ slug: next.meta.slug }} search={{ present: 'on' }}>
                {t('home.readers.present', { title })}
              </Link>
            </li>
          </>
        )}
        <li>
          <h3>{t('home.readers.trying')}</h3>
          <p>{t('home.readers.tryingText')}</p>
          <Link to="/bench" search={bench}>
            {t('home.benchOpen')}
          </Link>
        </li>
      </ul>
    </section>
  );
}

interface Place {
  readonly meta: LessonMeta;
  /** The section read last; undefined where the lesson is not begun. */
  readonly beat: string | undefined;
}

/**
 * The first lesson that is not read to its end, at the section read last; the first of all where every one
 * is.
 */
function findNext(progress: Progress): Place | undefined {
  const isRead = ({ slug, beats }: LessonMeta) => beats.every(({ id }) => progress[slug]?.beats.includes(id));
  const meta = LESSONS.find((each) => !isRead(each));
  if (meta === undefined) return LESSONS[0] && { meta: LESSONS[0], beat: undefined };
  const seen = progress[meta.slug]?.beats ?? [];
  return { meta, beat: seen.findLast((id) => meta.beats.some((beat) => beat.id === id)) };
}
