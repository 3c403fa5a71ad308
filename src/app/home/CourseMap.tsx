import { useTranslation } from 'react-i18next';
import { LESSON_GROUPS } from '../../ui/lesson/meta.ts';
import { listCourse } from '../lessons/registry.ts';
import { useGains } from './gains.ts';
import styles from './Home.module.css';
import { LessonCard } from './LessonCard.tsx';

/** The whole course by what its methods do, and what each has bought as far as it is measured. */
export function CourseMap() {
  const { t } = useTranslation();
  const course = listCourse();
  const gains = useGains();
  return (
    <>
      <h2 className={styles.mapTitle}>{t('home.mapTitle')}</h2>
      <p className={styles.how}>{t('home.map.text')}</p>
      <div className={styles.map}>
        {LESSON_GROUPS.map((group) => (
          <section key={group} className={styles.group} aria-labelledby={`group-${group}`}>
            <h3 id={`group-${group}`}>{t(`groups.${group}`)}</h3>
            <ol className={styles.lessons}>
              {course
                .filter(({ outline }) => outline.group === group)
                .map((entry) => (
                  <LessonCard key={entry.outline.slug} {...entry} gain={gains[entry.outline.slug]} />
                ))}
            </ol>
          </section>
        ))}
      </div>
    </>
  );
}
