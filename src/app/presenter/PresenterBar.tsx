import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/control/Button.tsx';
import { useText } from '../../ui/language/bilingual.ts';
import type { LessonMeta } from '../../ui/lesson/meta.ts';
import styles from './PresenterBar.module.css';
import type { Beats } from './useBeats.ts';

export interface PresenterBarProps {
  readonly meta: LessonMeta;
  readonly beats: Beats;
  readonly isRevealed: boolean;
  readonly onReveal: () => void;
  /** Absent in the speaker's own window. */
  readonly onNotes?: (() => void) | undefined;
}

/**
 * At the foot of a presented lesson: where we are, forwards, backwards, the answers, the speaker's window,
 * out.
 */
export function PresenterBar({ meta, beats, isRevealed, onReveal, onNotes }: PresenterBarProps) {
  const { t } = useTranslation();
  const text = useText();
  const index = meta.beats.findIndex((each) => each.id === beats.current);
  const count = meta.beats.length;
  const beat = meta.beats[index];
  return (
    <nav className={styles.bar} data-presenter aria-label={t('present.label')}>
      <div className={styles.rail} style={{ width: `${((index + 1) / count) * 100}%` }} />
      <Button
        kind="quiet"
        onPress={() => beats.move(-1)}
        isDisabled={index <= 0}
        aria-label={t('present.previous')}
      >
        ←
      </Button>
      <span className={styles.place} aria-live="polite">
        {beat && <strong>{text(beat.title)}</strong>}{' '}
        {t('present.position', { index: String(index + 1), count })}
      </span>
      <Button
        kind="quiet"
        onPress={() => beats.move(1)}
        isDisabled={index >= count - 1}
        aria-label={t('present.next')}
      >
        →
      </Button>
      <Button kind="quiet" size="small" onPress={onReveal}>
        {isRevealed && '✓ '}
        {t('present.reveal')} <kbd>R</kbd>
      </Button>
      {onNotes && (
        <Button kind="quiet" size="small" onPress={onNotes}>
          {t('present.notes')} <kbd>S</kbd>
        </Button>
      )}
      <Button kind="quiet" size="small" onPress={() => beats.present(false)}>
        {t('present.leave')} <kbd>Esc</kbd>
      </Button>
    </nav>
  );
}
