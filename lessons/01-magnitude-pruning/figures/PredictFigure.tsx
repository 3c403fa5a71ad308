import { useMemo } from 'react';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { KernelMask } from '../../parts/figures/KernelMask.tsx';
import { WrongChart } from '../../parts/figures/WrongChart.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { DataMissing, NetMissing, useCutCurve, useDenseKernels, useGuess, useSettings } from '../lesson.ts';
import { cutKernels } from '../masks.ts';
import { ALLOWED, toCutRecipe, toLevelPrune } from '../recipe.ts';
import type { Cut } from '../settings.ts';

const words = {
  mask: { en: '{layer} with {gone} of the weights gone', zh: '剪去 {gone} 的权重，{layer} 还剩什么' },
  maskFinding: {
    en: '{kept} of the {weights} weights of {layer} are left.',
    zh: '{layer} 的 {weights} 个权重还剩 {kept} 个。',
  },
  curve: { en: 'Wrong test images when weights go, without retraining', zh: '只剪不训练时的测试错误率' },
  x: { en: 'weights gone', zh: '剪去的权重' },
  series: { en: 'no retraining', zh: '不再训练' },
  guess: { en: 'your guess', zh: '你的猜测' },
  limit: { en: '1 % of the images more', zh: '多答错 1%' },
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
    <FigurePanel id="predict" notice={<DataMissing />}>
      {isOpen ? <GuessCurve /> : <GuessMask />}
    </FigurePanel>
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
  const [first] = useMemo(() => cutKernels(kernels, { ...PLAIN_CUT, level: guess }), [kernels, guess]);
  if (first === undefined) return <NetMissing />;
  const { kernel, keptCount } = first;
  const { layer, values } = kernel;
  return (
    <KernelMask
      ids={['guess-mask', 'guess-kernels']}
      cut={first}
      title={say('mask', { layer, gone: percent(guess, 0) })}
      finding={say('maskFinding', { layer, kept: integer(keptCount), weights: integer(values.length) })}
      showFinding
    />
  );
}

function GuessCurve() {
  const { model } = useSettings().settings;
  const points = useCutCurve();
  const { guess, truth } = useGuess();
  const say = useWords(words);
  const { percent } = useFormats();
  const base = points.find(({ x }) => x === 0);
  return (
    <WrongChart
      id="guess-curve"
      title={say('curve')}
      finding={truth === undefined ? say('measuring') : say('curveFinding', { level: percent(truth) })}
      curves={[{ id: 'none', label: say('series'), variant: 'pruned', points }]}
      x={{ label: say('x'), domain: [0, 1], format: (value) => percent(value, 0) }}
      down={[{ label: say('guess'), at: guess ?? 0 }]}
      across={[{ label: say('limit'), at: base && base.wrong / base.tested + ALLOWED }]}
      provenance={toCutRecipe(model, toLevelPrune(guess ?? 0))}
    />
  );
}
