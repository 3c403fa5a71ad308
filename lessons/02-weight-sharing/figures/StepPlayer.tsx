import { useEffect, useState } from 'react';
import { GROUPING_STEPS, type GroupingStep } from '../../../src/plots/sharing/GroupingChart.tsx';
import { Button } from '../../../src/ui/control/Button.tsx';
import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import styles from '../../parts/figures/figures.module.css';
import { useWords } from '../../parts/words.ts';

const words = {
  label: { en: 'Show', zh: '看哪一步' },
  share: { en: 'values', zh: '取值' },
  gradient: { en: '1 gradient', zh: '1 梯度' },
  group: { en: '2 group', zh: '2 分组' },
  sum: { en: '3 sum', zh: '3 求和' },
  update: { en: '4 update', zh: '4 更新' },
  play: { en: 'Play', zh: '播放' },
  pause: { en: 'Pause', zh: '暂停' },
  step: { en: 'Next', zh: '下一步' },
  reset: { en: 'Back to the start', zh: '回到起点' },
} as const;

const STEP_MS = 1600;

export interface StepPlayerProps {
  readonly step: GroupingStep;
  readonly onStep: (step: GroupingStep) => void;
}

/** The four steps by name, one by one, or played. */
export function StepPlayer({ step, onStep }: StepPlayerProps) {
  const [isPlaying, setIsPlaying] = useState(false);
  const say = useWords(words);
  const at = GROUPING_STEPS.indexOf(step);
  const next = GROUPING_STEPS[at + 1];
  useEffect(() => {
    if (!isPlaying) return;
    if (next === undefined) return setIsPlaying(false);
    const timer = setTimeout(() => onStep(next), STEP_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, next, onStep]);
  return (
    <>
      <Segmented
        label={say('label')}
        isLabelHidden
        value={step}
        options={GROUPING_STEPS.map((id) => ({ id, label: say(id) }))}
        onChange={onStep}
      />
      <div className={styles.buttons}>
        <Button
          kind="primary"
          onPress={() => {
            if (!isPlaying) onStep(next ?? 'share');
            setIsPlaying(!isPlaying);
          }}
        >
          {say(isPlaying ? 'pause' : 'play')}
        </Button>
        <Button isDisabled={next === undefined} onPress={() => next !== undefined && onStep(next)}>
          {say('step')}
        </Button>
        <Button
          isDisabled={at === 0}
          onPress={() => {
            setIsPlaying(false);
            onStep('share');
          }}
        >
          {say('reset')}
        </Button>
      </div>
    </>
  );
}
