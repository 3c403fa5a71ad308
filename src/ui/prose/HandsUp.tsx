import { useTranslation } from 'react-i18next';
import { useLocale } from '../language/bilingual.ts';
import { useLinkState } from '../lesson/context.tsx';
import { isOption, type PredictAsk, toAskText } from './guess.ts';
import styles from './HandsUp.module.css';
import { findAnswer, handsParam, listAnswers, setHands } from './hands.ts';

export interface HandsUpProps {
  readonly id: string;
  readonly ask: PredictAsk;
  /** Undefined until it is measured and may be shown. */
  readonly truth: string | number | undefined;
}

/** More answers than these stand in two columns. */
const FEW = 5;

/**
 * A room's guess: press an answer for each hand, or type how many there are; then the truth over the bars.
 */
export function HandsUp({ id, ask, truth }: HandsUpProps) {
  const { t } = useTranslation('ui');
  const locale = useLocale();
  const [counts, setCounts] = useLinkState(`hands-${id}`, handsParam);
  const answers = listAnswers(ask, locale);
  const most = Math.max(1, ...counts);
  const right = truth === undefined ? null : findAnswer(ask, truth);
  const set = (answer: number, count: number) => setCounts((before) => setHands(before, answer, count));
  return (
    <div className={styles.hands} data-hands data-many={answers.length > FEW || undefined} translate="no">
      {answers.map((answer, index) => {
        const count = counts[index] ?? 0;
        return (
          <div key={answer} className={styles.row} data-right={index === right || undefined}>
            <button
              type="button"
              className={styles.answer}
              aria-label={t('hands.add', { answer })}
              onClick={() => set(index, count + 1)}
            >
              <span className={styles.bar} style={{ width: `${(100 * count) / most}%` }} />
              <span className={styles.name}>{answer}</span>
              {index === right && truth !== undefined && (
                <strong className={styles.truth}>
                  ◄ {isOption(ask) ? t('hands.right') : toAskText(Number(truth), ask, locale)}
                </strong>
              )}
            </button>
            <input
              type="number"
              inputMode="numeric"
              className={styles.count}
              aria-label={t('hands.count', { answer })}
              min={0}
              value={count}
              onChange={(event) => set(index, Number(event.target.value))}
            />
          </div>
        );
      })}
    </div>
  );
}
