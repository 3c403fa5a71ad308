import type { MDXContent } from 'mdx/types';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../ui/language/bilingual.ts';
import { LessonContext, type LessonContextValue } from '../../ui/lesson/context.tsx';
import type { LessonMeta } from '../../ui/lesson/meta.ts';
import { PROSE_PARTS } from '../../ui/prose/parts.ts';
import { findNeighbour } from './beats.ts';
import { Clock } from './Clock.tsx';
import styles from './Notes.module.css';

export interface NotesProps {
  readonly meta: LessonMeta;
  readonly context: LessonContextValue;
  readonly Prose: MDXContent;
}

/**
 * The speaker's window: what to say to the beat on the wall, its whole text, what comes next, and the time.
 */
export function Notes({ meta, context, Prose }: NotesProps) {
  const { t } = useTranslation();
  const text = useText();
  const next = findNeighbour(meta.beats, context.presentedBeat ?? '', 1);
  const coming = useMemo(() => ({ ...context, presentedBeat: next }), [context, next]);
  const title = meta.beats.find(({ id }) => id === next)?.title;
  return (
    <div className={styles.notes}>
      <section className={styles.now} aria-label={t('present.text')}>
        <Prose components={PROSE_PARTS} />
      </section>
      <aside className={styles.side}>
        <Clock />
        {title !== undefined && (
          <h2 className={styles.sideTitle}>{t('present.nextBeat', { title: text(title) })}</h2>
        )}
        {next !== null && (
          <div className={styles.next} inert>
            <LessonContext value={coming}>
              <Prose components={PROSE_PARTS} />
            </LessonContext>
          </div>
        )}
      </aside>
    </div>
  );
}
