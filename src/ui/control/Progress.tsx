import type { TFunction } from 'i18next';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { toClassName } from '../classes.ts';
import { useLocale } from '../language/bilingual.ts';
import { toNumberText } from '../language/numbers.ts';
import styles from './Progress.module.css';

export interface ProgressProps {
  readonly label: string;
  /** From 0 to 1; null when nobody knows. */
  readonly fraction: number | null;
  /** Null while no pace is known; leave it out where time left means nothing. */
  readonly secondsLeft?: number | null;
  readonly isPaused?: boolean;
  /** Keeps the label for screen readers only. */
  readonly isLabelHidden?: boolean;
}

/** How far long work has come, and how long it still takes. */
export function Progress({ label, fraction, secondsLeft, isPaused, isLabelHidden }: ProgressProps) {
  const { t } = useTranslation('ui');
  const locale = useLocale();
  const id = useId();
  const percent = fraction === null ? null : Math.min(100, Math.max(0, fraction * 100));
  return (
    <div className={styles.progress}>
      <div className={styles.head}>
        <span id={id} className={isLabelHidden ? 'visually-hidden' : undefined}>
          {label}
        </span>
        <span className={styles.left}>
          {percent !== null && toNumberText(Math.floor(percent) / 100, locale, '%', 0)}
          {secondsLeft !== undefined && !isPaused && (
            <>
              {percent !== null && ' · '}
              {secondsLeft === null
                ? t('progress.unknown')
                : t('progress.left', { time: toTimeText(secondsLeft, t) })}
            </>
          )}
        </span>
      </div>
      <div
        className={styles.rail}
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(percent === null ? {} : { 'aria-valuenow': Math.round(percent) })}
      >
        <div
          className={toClassName(styles.bar, percent === null && styles.unknown, isPaused && styles.paused)}
          style={percent === null ? undefined : { width: `${percent}%` }}
        />
      </div>
    </div>
  );
}

/** "1 min 20 s", rounded so that it does not flicker. */
function toTimeText(seconds: number, t: TFunction<'ui'>): string {
  if (seconds < 1) return t('progress.soon');
  if (seconds < 60)
    return t('progress.seconds', { count: seconds < 20 ? Math.round(seconds) : Math.round(seconds / 5) * 5 });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    const tens = Math.floor((seconds % 60) / 10) * 10;
    return t('progress.minutes', { minutes: String(minutes), seconds: String(tens) });
  }
  return t('progress.hours', { hours: String(Math.floor(minutes / 60)), minutes: String(minutes % 60) });
}
