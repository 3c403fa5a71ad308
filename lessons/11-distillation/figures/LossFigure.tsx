import { compareLosses, lengthOf, type TwoLosses } from '../../../src/math/softanswers.ts';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { DATASETS } from '../../../src/spec/datasets.ts';
import { choice } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { DataMissing, NetMissing, useAskedImage, useSettings } from '../lesson.ts';
import { SHARE, TEMPERATURE } from '../settings.ts';
import { ImageChoice } from './ImageChoice.tsx';

const words = {
  pull: { en: 'Class by class', zh: '逐类的梯度' },
  size: { en: 'The size of the pull', zh: '梯度的大小' },
  table: { en: 'The gradient of the loss by each logit of the student', zh: '损失对学生每个 logit 的梯度' },
  class: { en: 'Class', zh: '类别' },
  label: { en: 'p − label', zh: 'p − 标签' },
  teacher: { en: 'teacher q', zh: '教师 q' },
  student: { en: 'student p', zh: '学生 p' },
  soft: { en: 'T (p − q)', zh: 'T (p − q)' },
  both: { en: 'both, by share', zh: '按份额相加' },
  labelLoss: { en: 'Loss by the label', zh: '标签部分的损失' },
  softLoss: { en: 'T² × loss by the teacher', zh: 'T² × 教师部分的损失' },
  loss: { en: 'The loss', zh: '总损失' },
  softSize: { en: 'Pull of the teacher', zh: '教师部分的梯度' },
  title: { en: 'Size of the teacher’s gradient by temperature', zh: '教师部分梯度的大小随温度的变化' },
  finding: {
    en: 'At T = {temperature} the teacher’s gradient has the size {size}; without the square it would have {bare}.',
    zh: 'T = {temperature} 时，教师部分的梯度大小为 {size}；不乘 T² 就只有 {bare}。',
  },
  squared: { en: 'with T²', zh: '乘 T²' },
  bare: { en: 'without', zh: '不乘' },
  temperature: { en: 'temperature', zh: '温度' },
  length: { en: 'length of the gradient', zh: '梯度的长度' },
  missing: {
    en: 'This student is not trained yet. Start the race in {section:race}; until then it is the one from nothing.',
    zh: '这个学生还没有训练。请先在{section:race}里开始赛跑；在那之前，用的是什么都不会的学生。',
  },
} as const;

const STUDENT = choice('student', {
  label: { en: 'Student', zh: '学生' },
  initial: 'none',
  options: {
    none: { en: 'knows nothing', zh: '什么都不会' },
    labels: { en: 'by labels', zh: '学标签的' },
    soft: { en: 'by soft targets', zh: '学软目标的' },
  },
});

const TEMPERATURES = Array.from({ length: 39 }, (_, at) => 1 + at / 2);

/** Both parts of the loss for one image, down to each logit. */
export function LossFigure() {
  const { temperature, share } = useSettings().settings;
  const { teacher, students, image } = useAskedImage();
  const [who] = useDial(STUDENT);
  const say = useWords(words);
  const { decimal } = useFormats();
  if (teacher === null || image === null) return <NetMissing />;
  const known = who === 'none' ? null : students[who];
  const student = known ?? teacher.map(() => 0);
  const toLosses = (at: number) => compareLosses({ student, teacher, label: image.label, temperature: at });
  const losses = toLosses(temperature);
  const write = (value: number) => decimal(value, 3);
  return (
    <FigurePanel
      id="losses"
      notice={<DataMissing />}
      controls={
        <>
          <Dial of={STUDENT} />
          <ImageChoice />
          <Dial of={TEMPERATURE} />
          <Dial of={SHARE} />
        </>
      }
      readout={
        <Readout
          items={[
            { label: say('labelLoss'), value: write(losses.labelLoss) },
            { label: say('softLoss'), value: write(losses.softLoss) },
            { label: say('loss'), value: write((1 - share) * losses.labelLoss + share * losses.softLoss) },
            { label: say('softSize'), value: write(lengthOf(losses.softSlope)) },
          ]}
        />
      }
      note={who !== 'none' && known === null && <p>{say('missing')}</p>}
      views={[
        {
          id: 'size',
          label: say('size'),
          content: <SizeChart toLosses={toLosses} temperature={temperature} />,
        },
        {
          id: 'pull',
          label: say('pull'),
          grows: true,
          content: <PullTable losses={losses} label={image.label} share={share} />,
        },
      ]}
    />
  );
}

interface SizeChartProps {
  readonly toLosses: (temperature: number) => TwoLosses;
  readonly temperature: number;
}

/** How long the teacher's gradient is, with the square of the temperature and without. */
function SizeChart({ toLosses, temperature }: SizeChartProps) {
  const say = useWords(words);
  const { decimal } = useFormats();
  const sizes = TEMPERATURES.map((x) => ({ x, y: lengthOf(toLosses(x).softSlope) }));
  const now = lengthOf(toLosses(temperature).softSlope);
  return (
    <LineChart
      id="losses-size"
      title={say('title')}
      finding={say('finding', {
        temperature: decimal(temperature, 1),
        size: decimal(now, 3),
        bare: decimal(now / temperature ** 2, 4),
      })}
      showFinding
      series={[
        { id: 'squared', label: say('squared'), variant: 'distilled', marker: 'none', points: sizes },
        {
          ...{ id: 'bare', label: say('bare'), variant: 'muted', marker: 'none' },
          points: sizes.map(({ x, y }) => ({ x, y: y / x ** 2 })),
        },
      ]}
      x={{ label: say('temperature'), domain: [1, 20], format: (value) => decimal(value, 2) }}
      y={{ label: say('length'), format: (value) => decimal(value, 3) }}
      references={[{ axis: 'x', value: temperature, label: `T = ${decimal(temperature, 1)}` }]}
    />
  );
}

interface PullTableProps {
  readonly losses: TwoLosses;
  readonly label: number;
  readonly share: number;
}

function PullTable({ losses, label, share }: PullTableProps) {
  const say = useWords(words);
  const { decimal } = useFormats();
  const { labelSlope, softSlope, student, teacher } = losses;
  return (
    <NumberTable
      title={say('table')}
      columns={[say('class'), say('label'), say('student'), say('teacher'), say('soft'), say('both')]}
      rows={DATASETS.mnist.classes.map((name, at) => ({
        id: name,
        header: name,
        isShown: at === label,
        cells: [
          labelSlope[at]!,
          student[at]!,
          teacher[at]!,
          softSlope[at]!,
          (1 - share) * labelSlope[at]! + share * softSlope[at]!,
        ].map((value) => decimal(value, 3)),
      }))}
    />
  );
}
