import { useMemo } from 'react';
import { findMedianMagnitude } from '../../../src/math/select.ts';
import { extent as toExtremes } from '../../../src/math/statistics.ts';
import { Histogram } from '../../../src/plots/histogram/Histogram.tsx';
import { toModelName } from '../../../src/recipe/origin.ts';
import { useRun } from '../../../src/state/hooks.ts';
import { applyMask } from '../../../src/techniques/mask/transform.ts';
import { EffortChoice, useEffort } from '../../parts/figures/EffortChoice.tsx';
import { Multiples } from '../../parts/figures/FigurePanel.tsx';
import styles from '../../parts/figures/figures.module.css';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { Readout, useWrongItem } from '../../parts/figures/Readout.tsx';
import { RunFigure } from '../../parts/figures/RunFigure.tsx';
import { toKernels } from '../../parts/kernels.ts';
import { useLook } from '../../parts/look.ts';
import { useModelOfRun } from '../../parts/runs.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import {
  DataMissing,
  NetMissing,
  RUNS,
  useCuts,
  useDenseWrong,
  useSettings,
  useShownCut,
  useWrongCount,
} from '../lesson.ts';
import { toRetrainRecipe } from '../recipe.ts';
import { toPruneStage } from '../settings.ts';
import { CutControls } from './CutControls.tsx';

const words = {
  retrain: { en: 'Cut and retrain', zh: '剪枝并再训练' },
  before: { en: 'before', zh: '剪枝前' },
  cut: { en: 'after the cut', zh: '剪枝后' },
  after: { en: 'after retraining', zh: '再训练后' },
  title: { en: '{layer} {when}', zh: '{layer}：{when}' },
  finding: {
    en: '{kept} weights of {layer} are not zero {when}; half of them are larger than {median} in size.',
    zh: '{layer}：{when}有 {kept} 个权重不为零，其中一半的绝对值大于 {median}。',
  },
  empty: {
    en: 'Here the weights appear as retraining moves them.',
    zh: '再训练开始后，这里画出权重的变化。',
  },
  wrongBefore: { en: 'Wrong before', zh: '剪枝前答错' },
  wrongCut: { en: 'Wrong after the cut', zh: '剪枝后答错' },
  wrongAfter: { en: 'Wrong after retraining', zh: '再训练后答错' },
  weights: { en: 'The weights', zh: '权重' },
} as const;

const WHEN = ['before', 'cut', 'after'] as const;
type When = (typeof WHEN)[number];

/** The reader's cut, retrained: three histograms on one axis, and what each state gets wrong. */
export function RetrainFigure() {
  const { settings: cut } = useSettings();
  const { layer, choice } = useShownCut(useCuts());
  const effort = useEffort(cut.model);
  const say = useWords(words);
  const recipe = useMemo(
    () => toRetrainRecipe(cut.model, toPruneStage(cut, choice.layers), effort),
    [cut, choice.layers, effort],
  );
  if (choice.layers.length === 0) return <NetMissing />;
  return (
    <RunFigure
      id="retrain"
      run={RUNS.retrain}
      startLabel={say('retrain')}
      recipe={recipe}
      notice={<DataMissing />}
      controls={
        <>
          <CutControls layer={layer} />
          <EffortChoice model={cut.model} />
          <LayerChoice {...choice} />
        </>
      }
      readout={<RetrainReadout />}
      views={[{ id: 'weights', label: say('weights'), content: <ThreeHistograms layer={layer} /> }]}
    />
  );
}

function RetrainReadout() {
  const { model } = useSettings().settings;
  const isOfModel = useModelOfRun(RUNS.retrain) === model;
  const ledgers = useRun(RUNS.retrain, (run) => run.ledgers);
  const cutNow = useWrongCount().answer;
  const dense = useDenseWrong();
  const say = useWords(words);
  const toItem = useWrongItem();
  const shown = isOfModel ? ledgers : [];
  return (
    <Readout
      items={[
        toItem(say('wrongBefore'), dense),
        toItem(say('wrongCut'), shown.find(({ what }) => what.kind === 'prune')?.ledger ?? cutNow),
        toItem(say('wrongAfter'), shown.findLast(({ what }) => what.kind === 'train')?.ledger),
      ]}
    />
  );
}

function ThreeHistograms({ layer }: { readonly layer: string }) {
  const cuts = useCuts();
  const { model } = useSettings().settings;
  const latest = useRun(RUNS.retrain, ({ latest }) =>
    latest !== null && toModelName(latest.recipe) === model ? latest : null,
  );
  const [look] = useLook();
  const shown = cuts.find(({ kernel }) => kernel.layer === layer);
  const values = useMemo(() => {
    const before = shown?.kernel.values ?? null;
    const after = toKernels(latest?.model ?? null).find((each) => each.layer === layer)?.values ?? null;
    const cut = shown === undefined ? null : applyMask(shown.kernel.values, shown.kept);
    return { before, cut, after };
  }, [shown, latest, layer]);
  const extent = useMemo(() => toExtent([values.before, values.after]), [values]);
  return (
    <Multiples columns={3}>
      {WHEN.map((when) => (
        <OneHistogram
          key={when}
          when={when}
          layer={layer}
          values={values[when]}
          extent={extent}
          isFaded={WHEN.some((each) => each === look) && look !== when}
        />
      ))}
    </Multiples>
  );
}

interface OneHistogramProps {
  readonly when: When;
  readonly layer: string;
  readonly values: Float32Array | null;
  readonly extent: number;
  readonly isFaded: boolean;
}

const variants = { before: 'dense', cut: 'pruned', after: 'retrained' } as const;

function OneHistogram({ when, layer, values, extent, isFaded }: OneHistogramProps) {
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  const series = useMemo(
    () => (values === null ? [] : [{ id: when, label: say(when), variant: variants[when], values }]),
    [values, when, say],
  );
  const { nonZeros, median } = useMemo(() => findMedianMagnitude(values ?? new Float32Array(0)), [values]);
  return (
    <div className={isFaded ? styles.faded : undefined}>
      <Histogram
        id={`retrain-${when}`}
        title={say('title', { layer, when: say(when) })}
        finding={say('finding', {
          layer,
          when: say(when),
          kept: integer(nonZeros),
          median: decimal(median, 4),
        })}
        state={values === null ? { kind: 'empty', message: say('empty') } : { kind: 'ready' }}
        series={series}
        countScale="sqrt"
        extent={extent}
        heightEm={5}
      />
    </div>
  );
}

function toExtent(arrays: readonly (Float32Array | null)[]): number {
  const ends = arrays.flatMap((each) => (each === null || each.length === 0 ? [] : toExtremes(each)));
  const largest = Math.max(1e-3, ...ends.map(Math.abs));
  const step = 10 ** Math.floor(Math.log10(largest)) / 2;
  return Math.ceil(largest / step) * step;
}
