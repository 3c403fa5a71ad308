import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toClassName } from '../../ui/classes.ts';
import { Notice } from '../../ui/control/Notice.tsx';
import { useLocale, useText } from '../../ui/language/bilingual.ts';
import { LessonContext } from '../../ui/lesson/context.tsx';
import type { LessonMeta } from '../../ui/lesson/meta.ts';
import { PROSE_PARTS } from '../../ui/prose/parts.ts';
import { toLessonPath } from '../lastsearch.ts';
import { useLabSearch } from '../preferences.ts';
import { PresenterBar } from '../presenter/PresenterBar.tsx';
import { useBeats } from '../presenter/useBeats.ts';
import { PageLoading } from '../shell/PageLoading.tsx';
import { PlotWords } from '../shell/PlotWords.tsx';
import { LessonContents } from './LessonContents.tsx';
import { LessonHead } from './LessonHead.tsx';
import styles from './LessonPage.module.css';
import { LessonWay } from './LessonWay.tsx';
import { useLessonLink } from './useLessonLink.ts';
import { useLessonProgress } from './useLessonProgress.ts';
import { useProse } from './useProse.ts';
import 'katex/dist/katex.min.css';

/** A lesson: its head, its beats, its text; or one beat at a time while presenting. */
export function LessonPage({ meta }: { readonly meta: LessonMeta }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const text = useText();
  const search = useLabSearch();
  const store = useLessonLink(toLessonPath(meta.slug));
  const [prose, fetchAgain] = useProse(meta.slug, locale);
  const beats = useBeats(meta, prose.status === 'ready');
  const onDone = useLessonProgress(meta.slug, prose.status === 'ready' ? beats.current : null);
  const context = useMemo(
    () => ({
      store,
      meta,
      presentedBeat: beats.isPresenting ? beats.current : null,
      areAnswersHidden: search.answers === 'hidden',
      onDone,
    }),
    [store, meta, beats.isPresenting, beats.current, search.answers, onDone],
  );
  return (
    <LessonContext value={context}>
      <div
        className={toClassName(styles.page, beats.isPresenting && styles.presenting)}
        data-lesson={meta.slug}
      >
        {beats.isPresenting && <h1 className="visually-hidden">{text(meta.title)}</h1>}
        {!beats.isPresenting && (
          <>
            <LessonHead meta={meta} store={store} onPresent={() => beats.present(true)} />
            <LessonContents meta={meta} beats={beats} />
          </>
        )}
        <article className={styles.prose} data-presenting={beats.isPresenting || undefined}>
          {prose.status === 'loading' && <PageLoading />}
          {prose.status === 'failed' && (
            <Notice level="error" action={{ label: t('error.again'), run: fetchAgain }}>
              {t('lesson.failed')}
            </Notice>
          )}
          {prose.status === 'ready' && (
            <PlotWords>
              <prose.Prose components={PROSE_PARTS} />
            </PlotWords>
          )}
        </article>
        {beats.isPresenting ? <PresenterBar meta={meta} beats={beats} /> : <LessonWay slug={meta.slug} />}
      </div>
    </LessonContext>
  );
}
