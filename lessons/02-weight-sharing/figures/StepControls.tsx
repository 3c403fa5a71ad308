import { GROUPING_STEPS, type GroupingStep } from '../../../src/plots/sharing/GroupingChart.tsx';
import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import { choiceParam } from '../../../src/ui/lesson/params.ts';
import { Player } from '../../parts/figures/Player.tsx';
import { useWords } from '../../parts/words.ts';

const words = {
  label: { en: 'Show', zh: '看哪一步' },
  share: { en: 'values', zh: '取值' },
  gradient: { en: '1 gradient', zh: '1 梯度' },
  group: { en: '2 group', zh: '2 分组' },
  sum: { en: '3 sum', zh: '3 求和' },
  update: { en: '4 update', zh: '4 更新' },
} as const;

const FRAME_MS = 1600;
const stepParam = choiceParam(GROUPING_STEPS, 'share');

/** The step of training that a figure shows, in the link under a key of its own. */
export function useGroupingStep(key: string): readonly [GroupingStep, (step: GroupingStep) => void] {
  return useLinkState(key, stepParam);
}

export interface StepControlsProps {
  readonly step: GroupingStep;
  readonly onStep: (step: GroupingStep) => void;
}

/** The four steps by name, one by one, or played. */
export function StepControls({ step, onStep }: StepControlsProps) {
  const say = useWords(words);
  return (
    <>
      <Segmented
        label={say('label')}
        isLabelHidden
        value={step}
        options={GROUPING_STEPS.map((id) => ({ id, label: say(id) }))}
        onChange={onStep}
      />
      <Player
        at={GROUPING_STEPS.indexOf(step)}
        last={GROUPING_STEPS.length - 1}
        onMove={(at) => onStep(GROUPING_STEPS[at]!)}
        frameMs={FRAME_MS}
      />
    </>
  );
}
