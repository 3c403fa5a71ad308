import { useMemo } from 'react';
import { Histogram } from '../../../src/plots/histogram/Histogram.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { WrongChart } from '../../parts/figures/WrongChart.tsx';
import { findLargest } from '../../parts/kernels.ts';
import { fromTrained } from '../../parts/recipes.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { ALLOWED_SHARE } from '../lab/fewest.ts';
import { listLevels, putOnGrid } from '../lab/grids.ts';
import {
  DataMissing,
  NetMissing,
  useBitsCurve,
  useDenseKernels,
  useDenseWrong,
  useGuess,
  useSettings,
} from '../lesson.ts';
import { toPlainStage } from '../recipe.ts';
import { BITS, type Settings } from '../settings.ts';
import { Controls } from './Controls.tsx';
import { WrongCounts } from './WrongCounts.tsx';

const words = {
  look: { en: 'Bits, to look at', zh: '换个位数看看' },
  histogram: { en: '{layer} on {n} values', zh: '{layer} 只用 {n} 个值' },
  histogramFinding: {
    en: 'With {bits} bits each of the {weights} weights of {layer} moves to the nearest of {n} values, {step} apart.',
    zh: '用 {bits} 位时，{layer} 的 {weights} 个权重各自移到 {n} 个值中最近的一个，相邻两个值相差 {step}。',
  },
  dense: { en: 'in 32 bits', zh: '32 位' },
  curve: { en: 'Wrong test images against bits', zh: '位数与答错的图像' },
  x: { en: 'bits for a weight', zh: '每个权重的位数' },
  series: { en: 'rounded, not trained', zh: '直接取整，不训练' },
  guess: { en: 'your guess', zh: '你的猜测' },
  limit: { en: '0.1 % of the images more', zh: '多答错 0.1%' },
  finding: {
    en: 'With {n} bits for a weight, at most 0.1 % of the images more are wrong.',
    zh: '每个权重 {n} 位时，多答错的图像不超过 0.1%。',
  },
  measuring: { en: 'The curve is being measured.', zh: '正在测量这条曲线。' },
} as const;

/** While the reader guesses: the largest layer on a grid of so many bits. Afterwards: what that costs. */
export function PredictFigure() {
  return useGuess().isOpen ? <GuessCurve /> : <GuessHistogram />;
}

const PLAIN: Omit<Settings, 'bits'> = {
  model: 'lenet-5',
  rule: 'extent',
  deviations: 3,
  scheme: 'symmetric',
  per: 'tensor',
};

function GuessHistogram() {
  const kernel = findLargest(useDenseKernels());
  const { guess } = useGuess();
  const [looked, setLooked] = useKeptState('guess-looked', 4);
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  const bits = guess === null ? looked : Number(guess);
  const layer = useMemo(
    () => (kernel === null ? null : putOnGrid(kernel, { ...PLAIN, bits })),
    [kernel, bits],
  );
  const series = useMemo(
    () =>
      kernel === null
        ? []
        : [{ id: 'dense', label: say('dense'), variant: 'dense' as const, values: kernel.values }],
    [kernel, say],
  );
  if (layer === null || kernel === null) return <NetMissing />;
  const levels = listLevels(layer.grids[0]!);
  const names = {
    layer: kernel.layer,
    n: levels.length,
    bits,
    weights: integer(kernel.values.length),
    step: decimal(layer.grids[0]!.scale, 4),
  };
  return (
    <FigurePanel
      id="predict"
      notice={<DataMissing />}
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
        levels={levels}
        countScale="sqrt"
      />
    </FigurePanel>
  );
}

function GuessCurve() {
  const { model, bits } = useSettings().settings;
  const points = useBitsCurve();
  const { guess, truth } = useGuess();
  const dense = useDenseWrong();
  const say = useWords(words);
  const { integer } = useFormats();
  return (
    <FigurePanel id="predict" notice={<DataMissing />} controls={<Controls />} readout={<WrongCounts />}>
      <WrongChart
        id="guess-curve"
        title={say('curve')}
        finding={truth === undefined ? say('measuring') : say('finding', { n: truth })}
        curves={[{ id: 'quantized', label: say('series'), variant: 'quantized', points }]}
        x={{ label: say('x'), domain: [BITS.min, BITS.max], format: integer }}
        down={[{ label: say('guess'), at: guess === null ? null : Number(guess) }]}
        across={[{ label: say('limit'), at: dense && dense.wrong / dense.tested + ALLOWED_SHARE }]}
        provenance={fromTrained(model, [toPlainStage(bits)])}
      />
    </FigurePanel>
  );
}
