import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useText } from '../../ui/language/bilingual.ts';
import { LESSON_GROUPS } from '../../ui/lesson/meta.ts';
import { useLeftSearch } from '../lastsearch.ts';
import { LESSONS, listCourse } from '../lessons/registry.ts';
import styles from './Home.module.css';
import { LessonCard } from './LessonCard.tsx';
import { LessonLink } from './LessonLink.tsx';

/** What this is, and the course as a map. */
export function Home() {
  const { t } = useTranslation();
  const text = useText();
  const course = listCourse();
  const first = LESSONS[0];
  const bench = useLeftSearch('/bench');
  return (
    <>
      <div className={styles.opening}>
        <h1>{t('home.title')}</h1>
        <p className={styles.lead}>{t('home.lead')}</p>
        <p className={styles.how}>{t('home.how')}</p>
        {first && (
          <p>
            <LessonLink slug={first.slug} className={styles.start}>
              {t('home.start', { title: text(first.title) })}
            </LessonLink>
          </p>
        )}
      </div>
      <h2>{t('home.mapTitle')}</h2>
      <div className={styles.map}>
        {LESSON_GROUPS.map((group) => (
          <section key={group} className={styles.group} aria-labelledby={`group-${group}`}>
            <h3 id={`group-${group}`}>{t(`groups.${group}`)}</h3>
            <ol className={styles.lessons}>
              {course
                .filter(({ outline }) => outline.group === group)
                .map((entry) => (
                  <LessonCard key={entry.outline.slug} {...entry} />
                ))}
            </ol>
          </section>
        ))}
        <section className={styles.group} aria-labelledby="group-bench">
          <h3 id="group-bench">{t('home.benchTitle')}</h3>
          <p className={styles.bench}>
            {t('home.bench')}{' '}
            <Link to="/bench" search={bench}>
              {t('home.benchOpen')}
            </Link>
          </p>
        </section>
      </div>
    </>
  );
}
