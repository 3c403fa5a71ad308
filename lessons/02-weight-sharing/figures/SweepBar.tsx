import { Button } from '../../../src/ui/control/Button.tsx';
import { Progress } from '../../../src/ui/control/Progress.tsx';
import styles from '../../parts/figures/figures.module.css';
import { useWords } from '../../parts/words.ts';
import type { BitsCurves } from '../lab/curves.ts';

const words = {
  start: { en: 'Fill in the curves', zh: '把曲线补全' },
  again: { en: 'Fill in the missing points', zh: '补上缺少的点' },
  pause: { en: 'Pause', zh: '暂停' },
  resume: { en: 'Go on', zh: '继续' },
  cancel: { en: 'Stop', zh: '停止' },
  reset: { en: 'Clear', zh: '清空' },
  progress: { en: 'Sharing and counting', zh: '正在共享并计数' },
} as const;

/** Start, pause, stop and clear of a sweep, and how far it is. */
export function SweepBar({ curves }: { readonly curves: BitsCurves }) {
  const say = useWords(words);
  const hasPoints = curves.curves.some(({ points }) => points.length > 0);
  return (
    <>
      {curves.isLive && (
        <Progress
          label={say('progress')}
          fraction={curves.progress}
          secondsLeft={curves.secondsLeft}
          isPaused={curves.isPaused}
        />
      )}
      <div className={styles.buttons}>
        {!curves.isLive && !curves.isWhole && (
          <Button kind="primary" onPress={curves.start}>
            {say(hasPoints ? 'again' : 'start')}
          </Button>
        )}
        {curves.isLive && (
          <>
            <Button onPress={curves.isPaused ? curves.resume : curves.pause}>
              {say(curves.isPaused ? 'resume' : 'pause')}
            </Button>
            <Button onPress={curves.cancel}>{say('cancel')}</Button>
          </>
        )}
        {hasPoints && !curves.isLive && (
          <Button kind="quiet" onPress={curves.reset}>
            {say('reset')}
          </Button>
        )}
      </div>
    </>
  );
}
