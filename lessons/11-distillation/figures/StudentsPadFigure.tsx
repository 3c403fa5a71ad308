import { DATASETS } from '../../../src/spec/datasets.ts';
import { useEvaluation, useModel } from '../../../src/state/hooks.ts';
import { isOf } from '../../parts/nets.ts';
import { useWords } from '../../parts/words.ts';
import { NetChoice, PadFigure, slots, useSettings } from '../lesson.ts';
import { STUDENTS } from '../settings.ts';

const words = {
  none: {
    en: 'No image counted so far is right by the teacher and wrong by the student.',
    zh: '在目前数过的图像上，教师答对的学生也都答对了。',
  },
  noStudent: {
    en: 'Train students in {section:race}; then they answer, too.',
    zh: '先在{section:race}里训练学生，它们就会一起作答。',
  },
} as const;

/** One image for the teacher and its students; what differs is sought by the student of soft targets. */
export function StudentsPadFigure() {
  const { model } = useSettings().settings;
  const isThere = useModel(slots.soft, isOf(STUDENTS[model].name));
  const query = { dataset: 'mnist', examples: DATASETS.mnist.testCount } as const;
  const after = useEvaluation(slots.soft, isThere ? query : null).answer;
  const say = useWords(words);
  return (
    <PadFigure
      controls={<NetChoice />}
      none={words.none}
      after={after}
      note={!isThere && <p>{say('noStudent')}</p>}
    />
  );
}
