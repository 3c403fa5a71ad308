import type { Failure } from '../../../src/spec/failure.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { useDoublePress } from '../../../src/ui/control/doublepress.ts';
import { Notice } from '../../../src/ui/control/Notice.tsx';
import { Progress } from '../../../src/ui/control/Progress.tsx';
import { useFailureText } from '../../../src/ui/language/failures.ts';
import { useWords } from '../words.ts';
import styles from './figures.module.css';

const words = {
  start: { en: 'Fill in the curves', zh: '把曲线补全' },
  again: { en: 'Fill in the missing points', zh: '补上缺少的点' },
  pause: { en: 'Pause', zh: '暂停' },
  resume: { en: 'Go on', zh: '继续' },
  cancel: { en: 'Stop', zh: '停止' },
  reset: { en: 'Clear', zh: '清空' },
} as const;

/** Points being filled in, as far as the bar needs to know them. */
export interface Sweeping {
  readonly isLive: boolean;
  readonly isPaused: boolean;
  /** Something is filled in already. */
  readonly hasPoints: boolean;
  /** Nothing is left to fill in. */
  readonly isWhole: boolean;
  /** Why a point could not be measured; null where all went well. */
  readonly failure: Failure | null;
  readonly progress: number;
  readonly secondsLeft: number | null;
  readonly start: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly cancel: () => void;
  readonly reset: () => void;
}

export interface SweepBarProps {
  readonly sweep: Sweeping;
  /** What is being done, beside the progress. */
  readonly label: string;
}

/** Start, pause, stop and clear of a sweep, and how far it is. */
export function SweepBar({ sweep, label }: SweepBarProps) {
  const { isLive, isPaused, hasPoints } = sweep;
  const say = useWords(words);
  const sayFailure = useFailureText();
  const { begin, unlessDoubled } = useDoublePress();
  const start = () => {
    begin();
    sweep.start();
  };
  return (
    <>
      {sweep.failure !== null && <Notice level="error">{sayFailure(sweep.failure)}</Notice>}
      {isLive && (
        <div className={styles.progress}>
          <Progress
            label={label}
            fraction={sweep.progress}
            secondsLeft={sweep.secondsLeft}
            isPaused={isPaused}
          />
        </div>
      )}
      <div className={styles.buttons}>
        {!isLive && !sweep.isWhole && (
          <Button kind="primary" onPress={start}>
            {say(hasPoints ? 'again' : 'start')}
          </Button>
        )}
        {isLive && (
          <>
            <Button onPress={unlessDoubled(isPaused ? sweep.resume : sweep.pause)}>
              {say(isPaused ? 'resume' : 'pause')}
            </Button>
            <Button onPress={unlessDoubled(sweep.cancel)}>{say('cancel')}</Button>
          </>
        )}
        {(hasPoints || sweep.failure !== null) && !isLive && (
          <Button kind="quiet" onPress={sweep.reset}>
            {say('reset')}
          </Button>
        )}
      </div>
    </>
  );
}
