import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/control/Button.tsx';
import { useText } from '../../ui/language/bilingual.ts';
import type { LessonStore } from '../../ui/lesson/keep.ts';
import type { LessonMeta } from '../../ui/lesson/meta.ts';
import { toLessonPath } from '../lastsearch.ts';
import { toLessonNumber } from '../lessons/number.ts';
import { showNotice } from '../notice/notices.ts';
import { useLabSearch } from '../preferences.ts';
import { writeSearch } from '../search.ts';
import styles from './LessonPage.module.css';

export interface LessonHeadProps {
  readonly meta: LessonMeta;
  readonly store: LessonStore;
  readonly onPresent: () => void;
}

/** Number, title, question; and what an instructor needs: present, start over, copy a link. */
export function LessonHead({ meta, store, onPresent }: LessonHeadProps) {
  const { t } = useTranslation();
  const text = useText();
  const search = useLabSearch();

  const copy = async (areAnswersHidden: boolean) => {
    const params = { ...search, ...store.toParams(), ...(areAnswersHidden ? { answers: 'hidden' } : {}) };
    const link = `${location.href.split('#')[0]}#${toLessonPath(meta.slug)}${writeSearch(params)}`;
    try {
      await navigator.clipboard.writeText(link);
      showNotice({ key: 'copied', level: 'info', message: t('lesson.linkCopied') });
    } catch {
      showNotice({ key: 'copied', level: 'warning', message: t('lesson.linkNotCopied') });
    }
  };
  const reset = () => {
    store.reset();
    showNotice({ key: 'reset', level: 'info', message: t('lesson.resetDone') });
  };
  const notes = [
    t('lesson.minutes', { count: meta.minutes }),
    t('lesson.models', { models: meta.models.join(', ') }),
    ...(meta.prerequisites.length === 0
      ? []
      : [t('lesson.before', { lessons: meta.prerequisites.map(toLessonNumber).join(', ') })]),
  ];
  return (
    <header className={styles.head}>
      <p className={styles.number}>{t('lesson.label', { number: toLessonNumber(meta.slug) })}</p>
      <h1>{text(meta.title)}</h1>
      <p className={styles.question}>{text(meta.question)}</p>
      <p className={styles.notes}>{notes.join(' · ')}</p>
      <div className={styles.tools}>
        <Button onPress={onPresent}>{t('lesson.present')}</Button>
        <Button kind="quiet" onPress={() => copy(false)}>
          {t('lesson.copyLink')}
        </Button>
        <Button kind="quiet" onPress={() => copy(true)}>
          {t('lesson.copyLinkHidden')}
        </Button>
        <Button kind="quiet" onPress={reset}>
          {t('lesson.reset')}
        </Button>
      </div>
    </header>
  );
}
