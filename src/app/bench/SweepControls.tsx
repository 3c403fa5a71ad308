import { useTranslation } from 'react-i18next';
import type { SweepState } from '../../state/sweepstate.ts';
import { Button } from '../../ui/control/Button.tsx';
import { useDoublePress } from '../../ui/control/doublepress.ts';
import { KeepFocus } from '../../ui/control/KeepFocus.tsx';
import { Progress } from '../../ui/control/Progress.tsx';
import styles from './Bench.module.css';

export interface SweepControlsProps {
  readonly sweep: SweepState;
  readonly canStart: boolean;
  readonly onStart: () => void;
}

/** Start, pause, stop and clear, and how far the points are. */
export function SweepControls({ sweep, canStart, onStart }: SweepControlsProps) {
  const { t } = useTranslation('bench');
  const { begin, unlessDoubled } = useDoublePress();
  const { status, actions, ended, total } = sweep;
  const isPaused = status === 'paused';
  const isLive = isPaused || status === 'running';
  return (
    <>
      <KeepFocus className={styles.row}>
        {!isLive && (
          <Button
            kind="primary"
            isDisabled={!canStart}
            onPress={() => {
              begin();
              onStart();
            }}
          >
            {t('sweep.start')}
          </Button>
        )}
        {isLive && (
          <>
            <Button onPress={unlessDoubled(() => void (isPaused ? actions.resume() : actions.pause()))}>
              {t(isPaused ? 'run.resume' : 'run.pause')}
            </Button>
            <Button onPress={unlessDoubled(() => void actions.cancel())}>{t('run.cancel')}</Button>
          </>
        )}
        {!isLive && total > 0 && <Button onPress={() => void actions.reset()}>{t('run.reset')}</Button>}
      </KeepFocus>
      {isLive && (
        <Progress
          label={t('sweep.progress', { ended: String(ended), total: String(total) })}
          fraction={sweep.progress}
          secondsLeft={sweep.secondsLeft}
          isPaused={isPaused}
        />
      )}
    </>
  );
}
