import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toClassName } from '../classes.ts';
import { Button } from './Button.tsx';
import styles from './Notice.module.css';

export interface NoticeProps {
  readonly level?: 'info' | 'good' | 'warning' | 'error';
  readonly children: ReactNode;
  readonly action?: { readonly label: string; readonly run: () => void };
  readonly onDismiss?: () => void;
  /** Read out when it appears. Off for notices inside a live region. Default: on. */
  readonly isLive?: boolean;
}

const MARKS = { info: 'i', good: '✓', warning: '!', error: '×' } as const;

/** A sentence set apart: what happened, what was kept, what to do. */
export function Notice({ level = 'info', children, action, onDismiss, isLive = true }: NoticeProps) {
  const { t } = useTranslation('ui');
  return (
    <div className={toClassName(styles.notice, styles[level])} role={isLive ? 'status' : undefined}>
      <span className={styles.mark} aria-hidden="true">
        {MARKS[level]}
      </span>
      <div className={styles.text}>{children}</div>
      {(action || onDismiss) && (
        <div className={styles.actions}>
          {action && (
            <Button size="small" onPress={action.run}>
              {action.label}
            </Button>
          )}
          {onDismiss && (
            <Button size="small" kind="quiet" onPress={onDismiss} aria-label={t('close')}>
              ✕
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
