import { Notice } from '../../../src/ui/control/Notice.tsx';
import { useDenseFailure } from '../lab/kernels.ts';
import { useCut } from '../settings.ts';
import { useWords } from '../words.ts';
import styles from './figures.module.css';
import { ModelChoice } from './ModelChoice.tsx';

const words = {
  loading: { en: 'Fetching the trained net {model}.', zh: '正在取训练好的网络 {model}。' },
  failed: {
    en: 'The trained net {model} is not there; choose another. What the lab said: {message}',
    zh: '没有取到训练好的网络 {model}，请换一个网络。实验室给出的原因：{message}',
  },
} as const;

/** In the place of a figure whose net is not there yet, or cannot be had. */
export function NetOnItsWay() {
  const { cut } = useCut();
  const message = useDenseFailure();
  const say = useWords(words);
  return message === null ? (
    <Notice isLive={false}>{say('loading', { model: cut.model })}</Notice>
  ) : (
    <div className={styles.panel}>
      <Notice level="error">{say('failed', { model: cut.model, message })}</Notice>
      <ModelChoice />
    </div>
  );
}
