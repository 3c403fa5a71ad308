import { useMemo } from 'react';
import { extent } from '../../../src/math/statistics.ts';
import { Histogram } from '../../../src/plots/histogram/Histogram.tsx';
import { useRun } from '../../../src/state/hooks.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import { choiceParam, numberParam } from '../../../src/ui/lesson/params.ts';
import styles from '../../parts/figures/figures.module.css';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { RunBar } from '../../parts/figures/RunBar.tsx';
import { RunCharts } from '../../parts/figures/RunCharts.tsx';
import { toKernels } from '../../parts/kernels.ts';
import { useShownLayer } from '../../parts/layers.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { RUNS } from '../lab/slots.ts';
import { toInitialRecipe, toScratchRecipe } from '../recipe.ts';
import { useCut } from '../settings.ts';
import { CutData } from './CutData.tsx';

const words = {
  draw: { en: 'Draw random weights', zh: '抽一组随机权重' },
  train: { en: 'Train', zh: '开始训练' },
  rate: { en: 'Learning rate', zh: '学习率' },
  decay: { en: 'Pull towards zero', zh: '向零的拉力' },
  epochs: { en: 'Epochs', zh: '轮数' },
  title: { en: 'Weights of {layer} in the net being trained', zh: '训练中的网络：{layer} 的权重' },
  empty: {
    en: 'The weights appear after the first epoch, or when you pause.',
    zh: '第一轮结束或暂停时，这里会画出权重。',
  },
  finding: {
    en: 'After {step} steps the weights of {layer} lie between {low} and {high}.',
    zh: '训练 {step} 步后，{layer} 的权重在 {low} 到 {high} 之间。',
  },
} as const;

const rateParam = numberParam({ initial: 0.05, min: 0.001, max: 1, digits: 4 });
const epochsParam = numberParam({ initial: 2, min: 1, max: 30, digits: 0 });
const DECAYS = ['0', '0.0005', '0.005'] as const;
const decayParam = choiceParam(DECAYS, '0.0005');

/** Training from random weights, live, with the histogram as it grows. */
export function TrainFigure() {
  const { cut } = useCut();
  const [rate, setRate] = useLinkState('rate', rateParam);
  const [epochs, setEpochs] = useLinkState('epochs', epochsParam);
  const [decay, setDecay] = useLinkState('decay', decayParam);
  const say = useWords(words);
  const recipe = useMemo(
    () => toScratchRecipe(cut.model, { epochs, learningRate: rate, weightDecay: Number(decay) }),
    [cut.model, epochs, rate, decay],
  );
  return (
    <div className={styles.panel}>
      <CutData />
      <div className={styles.controls}>
        <Segmented
          label={say('decay')}
          value={decay}
          options={DECAYS.map((id) => ({ id, label: id }))}
          onChange={setDecay}
        />
        <Slider
          label={say('epochs')}
          value={epochs}
          onChange={setEpochs}
          min={1}
          max={30}
          step={1}
          digits={0}
        />
        <Slider
          label={say('rate')}
          value={rate}
          onChange={setRate}
          min={0.001}
          max={1}
          step={0.001}
          scale="log"
          digits={3}
        />
      </div>
      <RunBar name={RUNS.scratch} startLabel={say('train')} recipe={recipe} />
      <RunCharts name={RUNS.scratch} />
      <GrowingHistogram />
    </div>
  );
}

function GrowingHistogram() {
  const { cut } = useCut();
  const trained = useRun(RUNS.scratch, (run) => run.latest);
  const initial = useRun(RUNS.initial, (run) => run.latest);
  const initialActions = useRun(RUNS.initial, (run) => run.actions);
  const latest = trained ?? initial;
  const step = useRun(RUNS.scratch, (run) => run.step);
  const kernels = toKernels(latest?.model ?? null);
  const layers = kernels.map(({ layer }) => layer);
  const [layer, showLayer] = useShownLayer(layers);
  const kernel = kernels.find((each) => each.layer === layer);
  const say = useWords(words);
  const { decimal, integer } = useFormats();
  const series = useMemo(
    () =>
      kernel === undefined
        ? []
        : [{ id: 'now', label: kernel.layer, variant: 'dense' as const, values: kernel.values }],
    [kernel],
  );
  const [low, high] = useMemo(() => (kernel === undefined ? [0, 0] : extent(kernel.values)), [kernel]);
  return (
    <>
      {latest === null && (
        <Button onPress={() => void initialActions.start(toInitialRecipe(cut.model))}>{say('draw')}</Button>
      )}
      <Histogram
        id="weights-training"
        title={say('title', { layer: layer || 'fc1' })}
        finding={say('finding', { layer, step: integer(step), low: decimal(low, 3), high: decimal(high, 3) })}
        state={kernel === undefined ? { kind: 'empty', message: say('empty') } : { kind: 'ready' }}
        series={series}
        controls={
          layers.length > 0 ? <LayerChoice layers={layers} shown={layer} onShow={showLayer} /> : undefined
        }
        provenance={latest?.recipe}
        countScale="sqrt"
      />
    </>
  );
}
