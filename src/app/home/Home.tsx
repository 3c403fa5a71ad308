import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { PageLoading } from '../shell/PageLoading.tsx';
import styles from './Home.module.css';
import { Readers } from './Readers.tsx';

const CourseMap = lazy(() => import('./CourseMap.tsx').then((part) => ({ default: part.CourseMap })));
const Picture = lazy(() => import('./Picture.tsx').then((part) => ({ default: part.Picture })));

/** What this is, shown on a live net; where to begin; and the course as a map. */
export function Home() {
  const { t } = useTranslation();
  return (
    <>
      <div className={styles.opening}>
        <div className={styles.words}>
          <h1>{t('home.title')}</h1>
          <p className={styles.lead}>{t('home.lead')}</p>
          <p className={styles.how}>{t('home.how')}</p>
        </div>
        <div className={styles.live}>
          <Suspense fallback={null}>
            <Picture />
          </Suspense>
        </div>
        <Readers />
      </div>
      <Suspense fallback={<PageLoading />}>
        <CourseMap />
      </Suspense>
    </>
  );
}
