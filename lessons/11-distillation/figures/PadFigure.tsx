import { DATASETS } from '../../../src/spec/datasets.ts';
import { useEvaluation, useModel } from '../../../src/state/hooks.ts';
import { useText } from '../../../src/ui/language/bilingual.ts';
import { PadPanel } from '../../parts/figures/PadPanel.tsx';
import { isOf, useModelStates } from '../../parts/nets.ts';
import { useWords } from '../../parts/words.ts';
import { DataMissing, NetChoice, nets, slots, toName, useDenseWrong, useSettings } from '../lesson.ts';
import { STUDENTS } from '../settings.ts';

const words = {
  none: {
    en: 'No image counted so far is right by the teacher and wrong by the student.',
    zh: '在目前数过的图像上，教师答对的学生也都答对了。',
  },
  noStudent: {
    en: 'There is no student yet. Train some in {section:race} and {section:left}.',
    zh: '还没有学生。请先在{section:race}和{section:left}里训练。',
  },
} as const;

const SLOTS = nets.map(({ slot }) => slot);

/** One image, answered by the teacher and every student that there is. */
export function PadFigure() {
  const { model } = useSettings().settings;
  const states = useModelStates(SLOTS);
  const isSoft = useModel(slots.soft, isOf(STUDENTS[model].name));
  const query = { dataset: 'mnist', examples: DATASETS.mnist.testCount } as const;
  const after = useEvaluation(slots.soft, isSoft ? query : null).answer;
  const before = useDenseWrong();
  const text = useText();
  const say = useWords(words);
  const there = nets
    .map((net, at) => ({
      ...net,
      label: text(net.label),
      isThere: isOf(net.begin?.(model) ?? model)(states[at]!),
    }))
    .filter(({ run, isThere }) => run === undefined || isThere);
  return (
    <PadPanel
      id={toName('pad')}
      dataset="mnist"
      notice={<DataMissing />}
      controls={<NetChoice />}
      {...(there.length === 1 && { note: <p>{say('noStudent')}</p> })}
      differing={{ before, after, none: say('none') }}
      nets={there}
    />
  );
}
