import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from './Notice.tsx';

export interface GuardProps {
  readonly children: ReactNode;
}

interface GuardState {
  readonly error: unknown;
  readonly hasFailed: boolean;
}

/**
 * Keeps a failure while drawing to the part that failed: the rest of the page stays, and what the stores
 * hold.
 */
export class Guard extends Component<GuardProps, GuardState> {
  override state: GuardState = { error: undefined, hasFailed: false };

  static getDerivedStateFromError(error: unknown): GuardState {
    return { error, hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <FailureNote
        error={this.state.error}
        onRetry={() => this.setState({ error: undefined, hasFailed: false })}
      />
    );
  }
}

interface FailureNoteProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

function FailureNote({ error, onRetry }: FailureNoteProps) {
  const { t } = useTranslation('ui');
  const message = error instanceof Error ? error.message : String(error);
  return (
    <Notice level="error" action={{ label: t('guard.retry'), run: onRetry }}>
      {t('guard.failed', { message })}
    </Notice>
  );
}
