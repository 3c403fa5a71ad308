import type { ReactNode } from 'react';
import type { Failure } from '../../../src/spec/failure.ts';
import { Notice } from '../../../src/ui/control/Notice.tsx';
import { useFailureText } from '../../../src/ui/language/failures.ts';
import { useWords } from '../words.ts';
import styles from './figures.module.css';

const words = {
  loading: { en: 'Fetching the trained net {model}.', zh: '正在取训练好的网络 {model}。' },
  failed: {
    en: 'The trained net {model} is not there; choose another. What the lab said: {message}',
    zh: '没有取到训练好的网络 {model}，请换一个网络。实验室给出的原因：{message}',
  },
} as const;

export interface NetOnItsWayProps {
  readonly model: string;
  /** Why the net cannot be had; null while it is on its way. See `useModelFailure`. */
  readonly failure: Failure | null;
  /** Where the reader chooses another net; shown after a failure. */
  readonly children: ReactNode;
}

/** In the place of a figure whose net is not there yet, or cannot be had. */
export function NetOnItsWay({ model, failure, children }: NetOnItsWayProps) {
  const say = useWords(words);
  const sayFailure = useFailureText();
  return failure === null ? (
    <div data-waiting>
      <Notice isLive={false}>{say('loading', { model })}</Notice>
    </div>
  ) : (
    <div className={styles.panel}>
      <Notice level="error">{say('failed', { model, message: sayFailure(failure) })}</Notice>
      {children}
    </div>
  );
}
