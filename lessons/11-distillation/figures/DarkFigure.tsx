import { ProbabilityBars } from '../../../src/plots/bars/ProbabilityBars.tsx';
import { DATASETS } from '../../../src/spec/datasets.ts';
import { useEvaluation } from '../../../src/state/hooks.ts';
import { Dial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { useSettled } from '../../parts/wrong.ts';
import { findNearest, readRow } from '../lab/nearest.ts';
import { DataMissing, NetChoice, NetMissing, slots, useDenseKernels, useSettings } from '../lesson.ts';
import { DIGIT, TEMPERATURE } from '../settings.ts';

const words = {
  one: { en: 'One digit', zh: '一个数字' },
  all: { en: 'All ten', zh: '全部十个' },
  title: {
    en: 'Mean answer to images of a {digit}, at T = {temperature}',
    zh: '对 {digit} 的图像的平均回答，T = {temperature}',
  },
  finding: {
    en: 'To images of a {digit} the teacher answers {nearest} with {share} on average.',
    zh: '对 {digit} 的图像，教师平均有 {share} 的回答给了 {nearest}。',
  },
  teacher: { en: 'teacher', zh: '教师' },
  own: { en: 'The digit itself', zh: '这个数字本身' },
  nearest: { en: 'Nearest wrong digit', zh: '最接近的错误数字' },
  farthest: { en: 'Farthest', zh: '最不像的' },
  waiting: { en: 'The teacher is answering.', zh: '教师正在作答。' },
  image: { en: 'Image of', zh: '图像' },
  table: { en: 'Mean answers in percent: a row for each digit', zh: '平均回答（%）：每个数字一行' },
} as const;

/** Test images whose answers are averaged: enough for two hundred of each digit. */
const IMAGES = 2000;

/** The mean softened answers of a net, [10, 10]; null while they are on their way, or the net is. */
function useMeanAnswers(slot: string, isWanted: boolean, temperature: number): Float32Array | null {
  const query = { dataset: 'mnist', examples: IMAGES, temperature } as const;
  const { answer, previous } = useEvaluation(slot, isWanted ? query : null);
  return answer?.soft ?? previous?.answer.soft ?? null;
}

/** Which wrong digits does the teacher hold to be near? */
export function DarkFigure() {
  const { temperature } = useSettings().settings;
  const settled = useSettled(temperature, 150);
  const isThere = useDenseKernels().length > 0;
  const means = useMeanAnswers(slots.dense, isThere, settled);
  const say = useWords(words);
  if (!isThere) return <NetMissing />;
  return (
    <FigurePanel
      id="dark"
      notice={<DataMissing />}
      controls={
        <>
          <NetChoice />
          <Dial of={DIGIT} />
          <Dial of={TEMPERATURE} />
        </>
      }
      readout={<DarkReadout means={means} />}
      views={[
        { id: 'one', label: say('one'), content: <OneDigit means={means} temperature={settled} /> },
        { id: 'all', label: say('all'), grows: true, content: <MeanTable means={means} /> },
      ]}
    />
  );
}

interface MeansProps {
  /** [10, 10]; null while they are on their way. */
  readonly means: Float32Array | null;
}

/** The digit itself, and the wrong ones that are answered most and least. */
function useDigitRow(means: Float32Array | null) {
  const { digit } = useSettings().settings;
  const row = means === null ? undefined : readRow(means, digit);
  return { digit, row, ...findNearest(row ?? DATASETS.mnist.classes.map(() => 0), digit) };
}

function DarkReadout({ means }: MeansProps) {
  const { digit, row, nearest, farthest } = useDigitRow(means);
  const say = useWords(words);
  const { percent } = useFormats();
  const toItem = (label: string, at: number, digits: number) => ({
    label,
    value: row === undefined ? '–' : DATASETS.mnist.classes[at]!,
    detail: row === undefined ? '–' : percent(row[at]!, digits),
  });
  return (
    <Readout
      items={[
        toItem(say('own'), digit, 1),
        toItem(say('nearest'), nearest, 2),
        toItem(say('farthest'), farthest, 3),
      ]}
    />
  );
}

function OneDigit({ means, temperature }: MeansProps & { readonly temperature: number }) {
  const { digit, row, nearest } = useDigitRow(means);
  const say = useWords(words);
  const { percent, decimal } = useFormats();
  const { classes } = DATASETS.mnist;
  const values = { digit: classes[digit]!, temperature: decimal(temperature, 1) };
  const share = row === undefined ? '–' : percent(row[nearest]!, 2);
  return (
    <ProbabilityBars
      id="dark-answers"
      title={say('title', values)}
      finding={
        row === undefined ? say('waiting') : say('finding', { ...values, nearest: classes[nearest]!, share })
      }
      classes={classes}
      truth={digit}
      models={[{ id: 'teacher', label: say('teacher'), variant: 'distilled', probabilities: row }]}
    />
  );
}

function MeanTable({ means }: MeansProps) {
  const { digit } = useSettings().settings;
  const say = useWords(words);
  const { decimal } = useFormats();
  const { classes } = DATASETS.mnist;
  if (means === null) return <p>{say('waiting')}</p>;
  return (
    <NumberTable
      title={say('table')}
      columns={[say('image'), ...classes]}
      rows={classes.map((name, at) => ({
        id: name,
        header: name,
        isShown: at === digit,
        cells: readRow(means, at).map((each) => decimal(100 * each, 1)),
      }))}
    />
  );
}
