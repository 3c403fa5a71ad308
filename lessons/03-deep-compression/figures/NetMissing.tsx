import { useRun } from '../../../src/state/hooks.ts';
import { Notice } from '../../../src/ui/control/Notice.tsx';
import { Progress } from '../../../src/ui/control/Progress.tsx';
import { useFailureText } from '../../../src/ui/language/failures.ts';
import { useModelFailure } from '../../parts/nets.ts';
import { useWords } from '../../parts/words.ts';
import { RUNS, SLOTS } from '../lab/names.ts';
import { lesson, useSettings } from '../lesson.ts';
import { useShownKernels, useShownNet } from './shown.ts';

const words = {
  making: { en: 'Cutting and sharing the weights', zh: '正在剪枝和共享权重' },
  failed: { en: 'The net could not be cut and shared. {message}', zh: '剪枝和共享没有完成。{message}' },
  again: { en: 'Try again', zh: '再试一次' },
  draft: {
    en: 'Cut and shared as set, not trained yet: “Run the four stages” in {section:pipeline} trains it.',
    zh: '这里的网络只按设置剪枝、共享，还没有再训练。在{section:pipeline}一节按“跑完四道工序”，就会训练它。',
  },
  made: { en: 'This is the net of your run.', zh: '这是你自己跑出来的网络。' },
} as const;

/** In the place of a figure of the compressed net while there is none. */
export function NetMissing() {
  const hasDenseFailed = useModelFailure(SLOTS.dense, useSettings().settings.model) !== null;
  const { failure, recipe, actions } = useRun(RUNS.draft, (run) => run);
  const say = useWords(words);
  const sayFailure = useFailureText();
  if (hasDenseFailed) return <lesson.NetMissing />;
  if (failure === null || recipe === null) return <Progress label={say('making')} fraction={null} />;
  const again = () => void actions.start(recipe).catch(() => {}); // the run's state says why
  return (
    <Notice level="error" action={{ label: say('again'), run: again }}>
      {say('failed', { message: sayFailure(failure) })}
    </Notice>
  );
}

/** Says whether the figure's net was trained, and which it is. */
export function NetNote() {
  const { isTrained } = useShownNet();
  const say = useWords(words);
  return <p>{say(isTrained ? 'made' : 'draft')}</p>;
}

/** True while there is no compressed net to show. */
export function useIsNetMissing(): boolean {
  return useShownKernels().length === 0;
}
