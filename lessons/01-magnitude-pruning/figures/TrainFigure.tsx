import { useEffect, useMemo } from 'react';
import { findMedianMagnitude } from '../../../src/math/select.ts';
import { Histogram } from '../../../src/plots/histogram/Histogram.tsx';
import type { ModelSnapshot, RunSnapshot } from '../../../src/protocol/snapshots.ts';
import { toModelName } from '../../../src/recipe/origin.ts';
import { useRun } from '../../../src/state/hooks.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { choice, slider } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { RunReadout } from '../../parts/figures/RunCurves.tsx';
import { RunFigure } from '../../parts/figures/RunFigure.tsx';
import { toKernels } from '../../parts/kernels.ts';
import { useShownKernel } from '../../parts/layers.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { DataMissing, RUNS, useDenseKernels, useSettings } from '../lesson.ts';
import { toInitialRecipe, toScratchRecipe } from '../recipe.ts';

const words = {
  draw: { en: 'Draw random weights', zh: '抽一组随机权重' },
  train: { en: 'Train', zh: '开始训练' },
  title: { en: 'Weights of {layer} in the net being trained', zh: '训练中的网络：{layer} 的权重' },
  empty: {
    en: 'The weights appear after the first epoch, or when you pause.',
    zh: '第一轮结束或暂停时，这里会画出权重。',
  },
  finding: {
    en: '{name}: half of the weights of {layer} are smaller than {median} in size',
    zh: '{name}：{layer} 有一半权重的绝对值小于 {median}',
  },
  weights: { en: 'The weights', zh: '权重' },
  pull: { en: 'pull {pull}', zh: '拉力 {pull}' },
  random: { en: 'random', zh: '随机' },
  lab: { en: 'the lab’s, 30 epochs', zh: '实验室的，30 轮' },
  separator: { en: '; ', zh: '；' },
  end: { en: '.', zh: '。' },
} as const;

const DECAYS = ['0', '0.0005', '0.005'] as const;
const plain = (text: string) => ({ en: text, zh: text });
const DECAY = choice('decay', {
  label: { en: 'Pull towards zero', zh: '向零的拉力' },
  initial: '0.0005',
  options: { '0': plain('0'), '0.0005': plain('0.0005'), '0.005': plain('0.005') },
});
const EPOCHS = slider('epochs', {
  label: { en: 'Epochs', zh: '轮数' },
  initial: 2,
  ...{ min: 1, max: 30, step: 1, digits: 0 },
});
const RATE = slider('rate', {
  label: { en: 'Learning rate', zh: '学习率' },
  initial: 0.05,
  ...{ min: 0.001, max: 1, step: 0.001, scale: 'log', digits: 3, keeps: 4 },
});

type Decay = (typeof DECAYS)[number];
/** The last weights under each pull, so that they can lie over each other. */
type Nets = Readonly<Partial<Record<Decay | 'random', ModelSnapshot>>>;
type Pulls = Readonly<
  Partial<Record<Decay | 'random', { readonly origin: string; readonly net: ModelSnapshot }>>
>;
const NO_PULLS: Pulls = {};

const toPull = ({ recipe, model }: RunSnapshot) => ({ origin: toModelName(recipe), net: model });
const NAMES = ['random', ...DECAYS] as const;
const VARIANTS = { random: 'muted', '0': 'pruned', '0.0005': 'dense', '0.005': 'retrained' } as const;

/** Of the nets that there are checkpoints of, the one that was trained as the text says, for 30 epochs. */
const TOLD = 'lenet-300-100';

/**
 * Training from random weights, live; the histograms of every pull that was tried lie on one axis with that
 * of the lab's own net.
 */
export function TrainFigure() {
  const { model } = useSettings().settings;
  const [rate] = useDial(RATE);
  const [epochs] = useDial(EPOCHS);
  const [decay] = useDial(DECAY);
  const { layer, choice: layers } = useShownKernel(useDenseKernels());
  const initial = useRun(RUNS.initial, ({ actions }) => actions);
  const pulls = usePulls();
  const say = useWords(words);
  const recipe = useMemo(
    () => toScratchRecipe(model, { epochs, learningRate: rate, weightDecay: Number(decay) }),
    [model, epochs, rate, decay],
  );
  return (
    <RunFigure
      id="train"
      run={RUNS.scratch}
      startLabel={say('train')}
      recipe={recipe}
      notice={<DataMissing />}
      controls={
        <>
          <Dial of={DECAY} />
          <Dial of={EPOCHS} />
          <Dial of={RATE} />
        </>
      }
      actions={
        pulls.random === undefined && (
          <Button onPress={() => void initial.start(toInitialRecipe(model))}>{say('draw')}</Button>
        )
      }
      readout={<RunReadout name={RUNS.scratch} />}
      views={[
        {
          id: 'weights',
          label: say('weights'),
          actions: layers.layers.length > 0 && <LayerChoice {...layers} />,
          content: <PullHistogram pulls={pulls} layer={layer} />,
        },
      ]}
    />
  );
}

/** The newest weights of each pull that was trained, of the net at hand. */
function usePulls(): Nets {
  const { model } = useSettings().settings;
  const [pulls, setPulls] = useKeptState('pulls', NO_PULLS);
  const trained = useRun(RUNS.scratch, (run) => run.latest);
  const initial = useRun(RUNS.initial, (run) => run.latest);
  useEffect(() => {
    const stage = trained?.recipe.stages[0];
    const optimizer = stage?.kind === 'train' ? stage.optimizer : null;
    const decay = DECAYS.find((each) => Number(each) === (optimizer?.weightDecay ?? 0));
    if (trained && decay !== undefined) setPulls((before) => ({ ...before, [decay]: toPull(trained) }));
  }, [trained, setPulls]);
  useEffect(() => {
    if (initial) setPulls((before) => ({ ...before, random: toPull(initial) }));
  }, [initial, setPulls]);
  return useMemo(
    () =>
      Object.fromEntries(
        Object.entries(pulls).flatMap(([name, { origin, net }]) => (origin === model ? [[name, net]] : [])),
      ),
    [pulls, model],
  );
}

function PullHistogram({ pulls, layer }: { readonly pulls: Nets; readonly layer: string }) {
  const say = useWords(words);
  const { decimal } = useFormats();
  const series = useMemo(
    () =>
      NAMES.flatMap((name) => {
        const kernel = toKernels(pulls[name] ?? null).find((each) => each.layer === layer);
        const label = name === 'random' ? say('random') : say('pull', { pull: name });
        return kernel === undefined
          ? []
          : [{ id: name, label, variant: VARIANTS[name], values: kernel.values }];
      }),
    [pulls, layer, say],
  );
  const { model } = useSettings().settings;
  const own = useDenseKernels().find((each) => each.layer === layer);
  const all = useMemo(
    () =>
      own === undefined || model !== TOLD
        ? series
        : [...series, { id: 'lab', label: say('lab'), variant: 'accent' as const, values: own.values }],
    [series, own, model, say],
  );
  const list = all.map(({ label, values }) =>
    say('finding', { name: label, layer, median: decimal(findMedianMagnitude(values).median, 4) }),
  );
  return (
    <Histogram
      id="weights-training"
      title={say('title', { layer })}
      finding={`${list.join(say('separator'))}${say('end')}`}
      showFinding={all.length > 1}
      state={all.length === 0 ? { kind: 'empty', message: say('empty') } : { kind: 'ready' }}
      series={all}
      countScale="sqrt"
    />
  );
}
