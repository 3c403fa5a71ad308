import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../control/Button.tsx';
import { Segmented } from '../control/Segmented.tsx';
import { Slider } from '../control/Slider.tsx';
import { useLocale } from '../language/bilingual.ts';
import { AskedContext, useLesson } from '../lesson/context.tsx';
import { isOption, judgeGuess, type PredictAsk } from './guess.ts';
import { HandsUp } from './HandsUp.tsx';
import styles from './Predict.module.css';
import { type GuessState, useGuess } from './useGuess.ts';

export interface PredictProps {
  /** Keeps the guess when the language changes; unique in the lesson. */
  readonly id: string;
  readonly question: ReactNode;
  readonly ask: PredictAsk;
  /**
   * What the lab measured: an option's id, or a number in the guess's own unit. Undefined while it is being
   * measured.
   */
  readonly truth: string | number | undefined;
  /** Once, when the reader commits: the moment to start measuring. */
  readonly onCommit?: (guess: string | number) => void;
  /** Shown with the truth: why it is so. */
  readonly children?: ReactNode;
}

/** A question the reader can get wrong: a guess, a commitment, then what the lab measured. */
export function Predict({ id, question, ask, truth, onCommit, children }: PredictProps) {
  const { t } = useTranslation('ui');
  const state = useGuess(id, ask);
  const { guess, isCommitted, isOpen } = state;
  const { mode, onDone } = useLesson();
  const isForRoom = mode !== 'reading';
  const isRevealed = isOpen && truth !== undefined;
  const answer = useFocusOnceShown(isRevealed);
  const commit = (committed: string | number) => {
    state.setCommitted(true);
    onDone('guesses', id);
    onCommit?.(committed);
  };
  return (
    <section className={styles.predict} aria-label={t('predict.label')} data-ask="guess">
      <p className={styles.label}>{t(isForRoom ? 'hands.label' : 'predict.label')}</p>
      <div className={styles.question}>
        <AskedContext value={true}>{question}</AskedContext>
      </div>
      {isForRoom ? (
        <HandsUp id={id} ask={ask} truth={isRevealed ? truth : undefined} />
      ) : (
        <GuessInput ask={ask} state={state} />
      )}
      {!isCommitted && !isForRoom && <Commitment guess={guess} onCommit={commit} />}
      {isCommitted && !isRevealed && (
        <p role="status" className={styles.waiting}>
          {t(isOpen ? 'predict.measuring' : 'hold.waiting')}
        </p>
      )}
      {mode === 'notes' && <div className={styles.answer}>{children}</div>}
      {isRevealed && guess !== null && !isForRoom && (
        <div ref={answer} tabIndex={-1} className={styles.answer}>
          <Verdict ask={ask} guess={guess} truth={truth} />
          {children}
          <Button size="small" kind="quiet" onPress={() => state.setCommitted(false)}>
            {t('predict.again')}
          </Button>
        </div>
      )}
    </section>
  );
}

/** Takes the focus when it comes to be shown, not where it was shown from the start. */
function useFocusOnceShown(isShown: boolean) {
  const element = useRef<HTMLDivElement>(null);
  const wasShown = useRef(isShown);
  useEffect(() => {
    if (isShown && !wasShown.current) element.current?.focus({ preventScroll: true });
    wasShown.current = isShown;
  }, [isShown]);
  return element;
}

function GuessInput({ ask, state }: { readonly ask: PredictAsk; readonly state: GuessState }) {
  const { t } = useTranslation('ui');
  const { guess, setGuess, isCommitted } = state;
  return isOption(ask) ? (
    <Segmented
      label={t('predict.guess')}
      isLabelHidden
      value={String(guess ?? '')}
      options={ask.options}
      onChange={setGuess}
      isDisabled={isCommitted}
    />
  ) : (
    <Slider
      label={t('predict.guess')}
      {...ask}
      value={Number(guess ?? ask.initial)}
      onChange={setGuess}
      isDisabled={isCommitted}
    />
  );
}

interface CommitmentProps {
  readonly guess: string | number | null;
  readonly onCommit: (guess: string | number) => void;
}

/** Makes the guess stand; asks for one where none was made. */
function Commitment({ guess, onCommit }: CommitmentProps) {
  const { t } = useTranslation('ui');
  const [isMissing, setIsMissing] = useState(false);
  const commit = () => {
    setIsMissing(guess === null);
    if (guess !== null) onCommit(guess);
  };
  return (
    <div className={styles.actions}>
      <Button kind="primary" onPress={commit}>
        {t('predict.commit')}
      </Button>
      <span role="status">{isMissing && t('predict.choose')}</span>
    </div>
  );
}

interface VerdictProps {
  readonly ask: PredictAsk;
  readonly guess: string | number;
  readonly truth: string | number;
}

function Verdict({ ask, guess, truth }: VerdictProps) {
  const { t } = useTranslation('ui');
  const { verdict, direction, guessText, truthText, distanceText } = judgeGuess(
    ask,
    guess,
    truth,
    useLocale(),
  );
  return (
    <div className={styles.verdict} data-verdict={verdict}>
      <p className={styles.word}>
        {t(`predict.${verdict}`)}
        {direction !== 'none' && <> {t(`predict.${direction}`, { distance: distanceText })}</>}
      </p>
      <dl>
        <div>
          <dt>{t('predict.guess')}</dt>
          <dd>{guessText}</dd>
        </div>
        <div>
          <dt>{t('predict.measured')}</dt>
          <dd className={styles.truth}>{truthText}</dd>
        </div>
      </dl>
    </div>
  );
}
