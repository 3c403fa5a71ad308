import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toClassName } from '../../ui/classes.ts';
import { Notice } from '../../ui/control/Notice.tsx';
import { useLocale, useText } from '../../ui/language/bilingual.ts';
import { LessonContext, type LessonContextValue } from '../../ui/lesson/context.tsx';
import type { LessonMeta } from '../../ui/lesson/meta.ts';
import { PROSE_PARTS } from '../../ui/prose/parts.ts';
import { toLessonPath } from '../lastsearch.ts';
import { loadCourse } from '../lessons/course.ts';
import { useLabSearch } from '../preferences.ts';
import { HeldBeat } from '../presenter/HeldBeat.tsx';
import { Notes } from '../presenter/Notes.tsx';
import { PresenterBar } from '../presenter/PresenterBar.tsx';
import stage from '../presenter/Stage.module.css';
import { useBeats } from '../presenter/useBeats.ts';
import { useLessonKeys } from '../presenter/useLessonKeys.ts';
import { useMirror } from '../presenter/useMirror.ts';
import { useNotesWindow } from '../presenter/useNotesWindow.ts';
import { useReveal } from '../presenter/useReveal.ts';
import { PageLoading } from '../shell/PageLoading.tsx';
import { PlotWords } from '../shell/PlotWords.tsx';
import { LessonContents } from './LessonContents.tsx';
import { LessonHead } from './LessonHead.tsx';
import styles from './LessonPage.module.css';
import { LessonWay } from './LessonWay.tsx';
import { useLessonLink } from './useLessonLink.ts';
import { useLessonProgress } from './useLessonProgress.ts';
import { type ProseState, useProse } from './useProse.ts';
import 'katex/dist/katex.min.css';

const PARTS = { ...PROSE_PARTS, Beat: HeldBeat };

/** A lesson: its head, its beats, its text; or one beat at a time while presenting. */
export function LessonPage({ meta }: { readonly meta: LessonMeta }) {
  const locale = useLocale();
  const text = useText();
  const { present } = useLabSearch();
  const { isHeld, revealedBeats, reveal } = useReveal();
  const store = useLessonLink(toLessonPath(meta.slug));
  const [prose, fetchAgain] = useProse(meta.slug, locale);
  const beats = useBeats(meta, prose.status === 'ready' ? prose.locale : null);
  const onDone = useLessonProgress(meta.slug, prose.status === 'ready' ? beats.current : null);
  const mode = present === 'on' ? 'presenting' : (present ?? 'reading');
  const context = useMemo(
    (): LessonContextValue => ({
      store,
      meta,
      presentedBeat: beats.isPresenting ? beats.current : null,
      mode,
      isHeld,
      revealedBeats,
      onDone,
      loadCourse,
    }),
    [store, meta, beats.isPresenting, beats.current, mode, isHeld, revealedBeats, onDone],
  );
  useMirror(meta.slug, beats.isPresenting);
  const openNotes = useNotesWindow(meta.slug);
  const isRevealed = revealedBeats.includes(beats.current);
  const toggleReveal = () => reveal(beats.current, !isRevealed);
  useLessonKeys({ reveal: toggleReveal, notes: openNotes });
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
        <LessonText meta={meta} context={context} prose={prose} onFetchAgain={fetchAgain} />
        {beats.isPresenting ? (
          <PresenterBar
            meta={meta}
            beats={beats}
            isRevealed={isRevealed}
            onReveal={toggleReveal}
            onNotes={mode === 'presenting' ? openNotes : undefined}
          />
        ) : (
          <LessonWay slug={meta.slug} />
        )}
      </div>
    </LessonContext>
  );
}

interface LessonTextProps {
  readonly meta: LessonMeta;
  readonly context: LessonContextValue;
  readonly prose: ProseState;
  readonly onFetchAgain: () => void;
}

/** The beats as a page, as what is on the wall, or as the speaker's notes. */
function LessonText({ meta, context, prose, onFetchAgain }: LessonTextProps) {
  const { t } = useTranslation();
  const { mode } = context;
  return (
    <article
      className={toClassName(styles.prose, mode === 'presenting' && stage.stage)}
      data-presenting={mode === 'presenting' || undefined}
    >
      {prose.status === 'loading' && <PageLoading />}
      {prose.status === 'failed' && (
        <Notice level="error" action={{ label: t('error.again'), run: onFetchAgain }}>
          {t('lesson.failed')}
        </Notice>
      )}
      {prose.status === 'ready' && (
        <PlotWords>
          {mode === 'notes' ? (
            <Notes meta={meta} context={context} Prose={prose.Prose} />
          ) : (
            <prose.Prose components={PARTS} />
          )}
        </PlotWords>
      )}
    </article>
  );
}
