import { useMemo } from 'react';
import { MaskImage } from '../../../src/plots/fields/MaskImage.tsx';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { ALLOWED } from '../cliff.ts';
import { DataMissing, NetMissing, useCutCurve, useDenseKernels, useGuess, useSettings } from '../lesson.ts';
import { cutKernels } from '../masks.ts';
import { toCutRecipe, toLevelPrune } from '../recipe.ts';
import type { Cut } from '../settings.ts';
import { Kernels } from './Kernels.tsx';

const words = {
  mask: { en: '{layer} with {gone} of the weights gone', zh: '剪去 {gone} 的权重，{layer} 还剩什么' },
  maskFinding: {
    en: '{kept} of the {weights} weights of {layer} are left.',
    zh: '{layer} 的 {weights} 个权重还剩 {kept} 个。',
  },
  inputs: { en: 'pixels of the image, row by row', zh: '图像的像素，逐行排列' },
  neurons: { en: 'neurons', zh: '神经元' },
  curve: { en: 'Wrong test images when weights go, without retraining', zh: '只剪不训练时的测试错误率' },
  x: { en: 'weights gone', zh: '剪去的权重' },
  y: { en: 'test images wrong', zh: '答错的测试图像' },
  series: { en: 'no retraining', zh: '不再训练' },
  guess: { en: 'your guess', zh: '你的猜测' },
  limit: { en: '1 % of the images more', zh: '多答错 1%' },
  note: { en: '{wrong} of {tested} wrong', zh: '{tested} 张中答错 {wrong} 张' },
  curveFinding: {
    en: 'Up to {level} of the weights can go before 1 % of the images more are wrong.',
    zh: '剪去 {level} 的权重之前，多答错的图像不超过 1%。',
  },
  measuring: { en: 'The curve is being measured.', zh: '正在测量这条曲线。' },
} as const;

/** While the reader guesses: what the guess would leave of the first layer. Afterwards: the curve. */
export function PredictFigure() {
  const { isOpen } = useGuess();
  return (
    <FigurePanel
      id="predict"
      notice={<DataMissing />}
      views={[{ id: 'guess', label: '', content: isOpen ? <GuessCurve /> : <GuessMask /> }]}
    />
  );
}

/** What the question speaks of: a fraction of all weights, the smallest first. */
const PLAIN_CUT: Cut = {
  model: 'lenet-300-100',
  rule: 'level',
  scope: 'global',
  level: 0,
  quality: 0,
  ownLevels: {},
  ownQualities: {},
};

function GuessMask() {
  const kernels = useDenseKernels();
  const guess = useGuess().guess ?? 0;
  const say = useWords(words);
  const { percent, integer } = useFormats();
  const cuts = useMemo(() => cutKernels(kernels, { ...PLAIN_CUT, level: guess }), [kernels, guess]);
  const first = cuts[0];
  if (first === undefined) return <NetMissing />;
  const title = say('mask', { layer: first.kernel.layer, gone: percent(guess, 0) });
  if (first.kernel.shape.length !== 2) return <Kernels id="guess-kernels" cut={first} title={title} />;
  const { kernel, kept, keptCount } = first;
  const [rows = 0, columns = 0] = kernel.shape;
  return (
    <MaskImage
      id="guess-mask"
      title={title}
      finding={say('maskFinding', {
        layer: kernel.layer,
        kept: integer(keptCount),
        weights: integer(kernel.values.length),
      })}
      showFinding
      rows={rows}
      columns={columns}
      values={kernel.values}
      kept={kept}
      variant="pruned"
      rowLabel={say('inputs')}
      columnLabel={say('neurons')}
    />
  );
}

function GuessCurve() {
  const { model } = useSettings().settings;
  const points = useCutCurve();
  const { guess: guessed, truth } = useGuess();
  const guess = guessed ?? 0;
  const say = useWords(words);
  const { percent, integer } = useFormats();
  const series = useMemo(
    () => [
      {
        id: 'none',
        label: say('series'),
        variant: 'pruned' as const,
        points: points.map(({ level, wrong, tested }) => ({
          x: level,
          y: wrong / tested,
          note: say('note', { wrong: integer(wrong), tested: integer(tested) }),
        })),
      },
    ],
    [points, say, integer],
  );
  const base = points.find(({ level }) => level === 0);
  const limit = base === undefined ? null : base.wrong / base.tested + ALLOWED;
  return (
    <LineChart
      id="guess-curve"
      title={say('curve')}
      finding={truth === undefined ? say('measuring') : say('curveFinding', { level: percent(truth) })}
      state={points.length === 0 ? { kind: 'loading', message: say('measuring') } : { kind: 'ready' }}
      series={series}
      x={{ label: say('x'), domain: [0, 1], format: (value) => percent(value, 0) }}
      y={{ label: say('y'), kind: 'log', format: (value) => percent(value, 2) }}
      references={[
        { axis: 'x', value: guess, label: say('guess'), variant: 'accent' },
        ...(limit === null
          ? []
          : [{ axis: 'y' as const, value: limit, label: say('limit'), variant: 'dense' as const }]),
      ]}
      provenance={toCutRecipe(model, toLevelPrune(guess))}
    />
  );
}
