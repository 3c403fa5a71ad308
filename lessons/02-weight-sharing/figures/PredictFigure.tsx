import { useMemo } from 'react';
import { Histogram } from '../../../src/plots/histogram/Histogram.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { WrongChart } from '../../parts/figures/WrongChart.tsx';
import { findLargest } from '../../parts/kernels.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { toShare } from '../lab/shares.ts';
import { ALLOWED_SHARE } from '../lab/truth.ts';
import {
  NetMissing,
  useDenseKernels,
  useDenseWrong,
  useGuess,
  useGuessCurve,
  useSettings,
} from '../lesson.ts';
import { SEED, toCurveStage, toShareRecipe } from '../recipe.ts';
import { BITS } from '../settings.ts';
import { useSharedSeries } from './BitsFigure.tsx';

const words = {
  histogram: { en: '{layer} with {n} different values', zh: '只用 {n} 种取值的 {layer}' },
  histogramFinding: {
    en: 'Each of the {weights} weights of {layer} is replaced by the nearest of {n} values, from {low} to {high}.',
    zh: '{layer} 的 {weights} 个权重，各自换成 {n} 个取值中最近的一个，取值从 {low} 到 {high}。',
  },
  dense: { en: 'as trained', zh: '训练所得' },
  shared: { en: 'shared', zh: '共享后' },
  look: { en: 'Bits for a weight, to look at', zh: '换个位数看看' },
  curve: { en: 'Wrong test images against the number of values', zh: '取值个数与答错的图像' },
  x: { en: 'different values in each layer', zh: '每层不同取值的个数' },
  series: { en: 'shared, not trained since', zh: '共享后未再训练' },
  guess: { en: 'your guess', zh: '你的猜测' },
  limit: { en: '0.1 % of the images more', zh: '多答错 0.1%' },
  finding: {
    en: 'With {n} values in each layer, at most 0.1 % of the images more are wrong.',
    zh: '每层有 {n} 种取值时，多答错的图像不超过 0.1%。',
  },
  measuring: { en: 'The curve is being measured.', zh: '正在测量这条曲线。' },
} as const;

/** While the reader guesses: the largest layer with so many values. Afterwards: what that costs. */
export function PredictFigure() {
  const { isOpen } = useGuess();
  return isOpen ? <GuessCurve /> : <GuessHistogram />;
}

function GuessHistogram() {
  const kernels = useDenseKernels();
  const { guess } = useGuess();
  const [looked, setLooked] = useKeptState('guess-looked', 3);
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  const bits = guess === null ? looked : Math.log2(Number(guess));
  // The layer with most weights stands for the net.
  const kernel = findLargest(kernels);
  const share = useMemo(
    () => (kernel === null ? null : toShare(kernel, bits, 'linear', SEED)),
    [kernel, bits],
  );
  const series = useSharedSeries(share, say('dense'), say('shared'));
  if (share === null) return <NetMissing />;
  const { centroids } = share;
  const names = {
    layer: share.kernel.layer,
    n: centroids.length,
    weights: integer(share.survivors),
    low: decimal(centroids[0] ?? 0, 3),
    high: decimal(centroids.at(-1) ?? 0, 3),
  };
  return (
    <FigurePanel
      id="predict"
      controls={
        guess === null && <Slider label={say('look')} value={looked} onChange={setLooked} {...BITS} />
      }
    >
      <Histogram
        id="guess-histogram"
        title={say('histogram', names)}
        finding={say('histogramFinding', names)}
        showFinding
        series={series}
        countScale="sqrt"
        bins={161}
      />
    </FigurePanel>
  );
}

function GuessCurve() {
  const { model } = useSettings().settings;
  const points = useGuessCurve().map((point) => ({ ...point, x: 2 ** point.x }));
  const { guess, truth } = useGuess();
  const dense = useDenseWrong();
  const say = useWords(words);
  const { integer } = useFormats();
  return (
    <FigurePanel id="predict">
      <WrongChart
        id="guess-curve"
        title={say('curve')}
        finding={truth === undefined ? say('measuring') : say('finding', { n: truth })}
        curves={[{ id: 'shared', label: say('series'), variant: 'shared', points }]}
        x={{ label: say('x'), kind: 'log', domain: [2, 256], format: integer }}
        down={[{ label: say('guess'), at: guess === null ? null : Number(guess) }]}
        across={[{ label: say('limit'), at: dense && dense.wrong / dense.tested + ALLOWED_SHARE }]}
        provenance={toShareRecipe(model, 0, toCurveStage('linear', 'all', 4))}
      />
    </FigurePanel>
  );
}
