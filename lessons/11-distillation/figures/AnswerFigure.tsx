import { soften } from '../../../src/math/softanswers.ts';
import { ProbabilityBars } from '../../../src/plots/bars/ProbabilityBars.tsx';
import { DATASETS } from '../../../src/spec/datasets.ts';
import { ChosenPicture } from '../../parts/figures/ChosenPicture.tsx';
import { Dial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import styles from '../../parts/figures/figures.module.css';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { DataMissing, NetChoice, NetMissing, useAskedImage, useSettings } from '../lesson.ts';
import { TEMPERATURE } from '../settings.ts';
import { ImageChoice } from './ImageChoice.tsx';

const words = {
  title: { en: 'What the label says, and what the teacher says', zh: '标签怎么说，教师怎么说' },
  finding: {
    en: 'The teacher answers {first} with {sure}, and next {second} with {next}, at temperature {temperature}.',
    zh: '温度为 {temperature} 时，教师的回答是 {first}（{sure}），其次是 {second}（{next}）。',
  },
  label: { en: 'the label', zh: '标签' },
  cold: { en: 'teacher, T = 1', zh: '教师，T = 1' },
  warm: { en: 'teacher, T = {temperature}', zh: '教师，T = {temperature}' },
  answer: { en: 'The teacher answers', zh: '教师的回答' },
  second: { en: 'Next', zh: '其次' },
} as const;

/** The two largest answers: classes, the largest first. */
function rank(answers: readonly number[]): readonly [number, number] {
  const [first = 0, second = 0] = [...answers.keys()].sort((one, other) => answers[other]! - answers[one]!);
  return [first, second];
}

/** One test image: its label, and what the teacher answers, softened as far as the reader drags. */
export function AnswerFigure() {
  const { temperature } = useSettings().settings;
  const asked = useAskedImage();
  const { teacher, image, index } = asked;
  const say = useWords(words);
  const { percent, decimal } = useFormats();
  if (teacher === null || image === null) return <NetMissing />;
  const { classes } = DATASETS.mnist;
  const [cold, warm] = [soften(teacher, 1), soften(teacher, temperature)];
  const [first, second] = rank(warm);
  const values = { temperature: decimal(temperature, 1) };
  return (
    <FigurePanel
      id="answer"
      notice={<DataMissing />}
      controls={
        <>
          <NetChoice />
          <ImageChoice />
          <Dial of={TEMPERATURE} />
        </>
      }
      readout={
        <Readout
          items={[
            { label: say('answer'), value: classes[first], detail: percent(warm[first]!, 1) },
            { label: say('second'), value: classes[second], detail: percent(warm[second]!, 2) },
          ]}
        />
      }
    >
      <div className={styles.beside}>
        <ChosenPicture dataset="mnist" index={index} image={{ pixels: image.pixels, truth: image.label }} />
        <ProbabilityBars
          id="soft-answer"
          title={say('title')}
          finding={say('finding', {
            ...values,
            first: classes[first]!,
            second: classes[second]!,
            sure: percent(warm[first]!, 1),
            next: percent(warm[second]!, 2),
          })}
          classes={classes}
          truth={image.label}
          models={[
            {
              ...{ id: 'label', label: say('label'), variant: 'muted' },
              probabilities: classes.map((_, at) => (at === image.label ? 1 : 0)),
            },
            { id: 'cold', label: say('cold'), variant: 'dense', probabilities: cold },
            { id: 'warm', label: say('warm', values), variant: 'distilled', probabilities: warm },
          ]}
        />
      </div>
    </FigurePanel>
  );
}
