import { useMemo } from 'react';
import { findMedianMagnitude } from '../../../src/math/select.ts';
import { extent as toExtremes } from '../../../src/math/statistics.ts';
import { Histogram } from '../../../src/plots/histogram/Histogram.tsx';
import type { RecipeInput } from '../../../src/recipe/schema.ts';
import { useRun } from '../../../src/state/hooks.ts';
import { applyMask } from '../../../src/techniques/mask/transform.ts';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { EffortChoice, useEffort } from '../../parts/figures/EffortChoice.tsx';
import styles from '../../parts/figures/figures.module.css';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { RunBar } from '../../parts/figures/RunBar.tsx';
import { toKernels } from '../../parts/kernels.ts';
import { useShownLayer } from '../../parts/layers.ts';
import { useModelOfRun } from '../../parts/runs.ts';
import { Seen } from '../../parts/seen.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { useCuts } from '../lab/kernels.ts';
import { RUNS } from '../lab/slots.ts';
import { useDenseWrong, useWrongCount } from '../lab/wrong.ts';
import { toRetrainRecipe } from '../recipe.ts';
import { toPruneStage, useCut } from '../settings.ts';
import { CutControls } from './CutControls.tsx';
import { CutData } from './CutData.tsx';
import { CutNetOnItsWay } from './CutNetOnItsWay.tsx';

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
  ofTested: { en: 'of {tested}', zh: '共 {tested} 张' },
  changed: {
    en: 'The cut has changed since. Retrain to see the new one.',
    zh: '之后剪枝设置又改过，再训练一次才能看到新的结果。',
  },
} as const;

type When = 'before' | 'cut' | 'after';

/** The reader's cut, retrained: three histograms on one axis, and what each state gets wrong. */
export function RetrainFigure() {
  return (
    <Seen>
      <RetrainBody />
    </Seen>
  );
}

function RetrainBody() {
  const { cut } = useCut();
  const cuts = useCuts();
  const layers = useMemo(() => cuts.map(({ kernel }) => kernel.layer), [cuts]);
  const [layer, showLayer] = useShownLayer(layers);
  const effort = useEffort(cut.model);
  const say = useWords(words);
  const recipe = useMemo(
    () => toRetrainRecipe(cut.model, toPruneStage(cut, layers), effort),
    [cut, layers, effort],
  );
  const done = useRun(RUNS.retrain, (run) => run.recipe);
  const hasChanged = done !== null && !isSameCut(done, recipe);
  return (
    <div className={styles.panel}>
      <CutData />
      <CutControls layer={layer} />
      <EffortChoice model={cut.model} />
      <RunBar name={RUNS.retrain} startLabel={say('retrain')} recipe={recipe} />
      <RetrainReadout />
      {hasChanged && <p className={styles.small}>{say('changed')}</p>}
      {layers.length === 0 ? (
        <CutNetOnItsWay />
      ) : (
        <>
          <LayerChoice layers={layers} shown={layer} onShow={showLayer} />
          <ThreeHistograms layer={layer} />
        </>
      )}
    </div>
  );
}

/** Do two recipes cut the same weights of the same net? */
function isSameCut(done: RecipeInput, wanted: RecipeInput): boolean {
  const toKey = ({ model, stages: [stage] }: RecipeInput) =>
    stage?.kind === 'prune'
      ? JSON.stringify([model, stage.scope, stage.sparsity, stage.qualityFactor])
      : JSON.stringify(model);
  return toKey(done) === toKey(wanted);
}

function RetrainReadout() {
  const { cut } = useCut();
  const isOfModel = useModelOfRun(RUNS.retrain) === cut.model;
  const ledgers = useRun(RUNS.retrain, (run) => run.ledgers);
  const cutNow = useWrongCount().answer;
  const dense = useDenseWrong();
  const say = useWords(words);
  const { integer } = useFormats();
  const toItem = (
    key: 'wrongBefore' | 'wrongCut' | 'wrongAfter',
    counted?: { wrong: number; tested: number } | null,
  ) => ({
    label: say(key),
    value: counted ? integer(counted.wrong) : '–',
    ...(counted ? { detail: say('ofTested', { tested: integer(counted.tested) }) } : {}),
  });
  const shown = isOfModel ? ledgers : [];
  const cutLedger = shown.find(({ what }) => what.kind === 'prune')?.ledger;
  const afterLedger = shown.findLast(({ what }) => what.kind === 'train')?.ledger;
  return (
    <Readout
      items={[
        toItem('wrongBefore', dense),
        toItem('wrongCut', cutLedger ?? cutNow),
        toItem('wrongAfter', afterLedger),
      ]}
    />
  );
}

function ThreeHistograms({ layer }: { readonly layer: string }) {
  const cuts = useCuts();
  const { cut } = useCut();
  const latest = useRun(RUNS.retrain, (run) =>
    run.latest?.model.spec.name === cut.model ? run.latest : null,
  );
  const [emphasis] = useKeptState<string | null>('look-series', null);
  const shown = cuts.find(({ kernel }) => kernel.layer === layer);
  const values = useMemo(() => {
    const before = shown?.kernel.values ?? null;
    const after = toKernels(latest?.model ?? null).find((each) => each.layer === layer)?.values ?? null;
    const cut = shown === undefined ? null : applyMask(shown.kernel.values, shown.kept);
    return { before, cut, after };
  }, [shown, latest, layer]);
  const extent = useMemo(() => toExtent([values.before, values.after]), [values]);
  return (
    <>
      {(['before', 'cut', 'after'] as const).map((when) => (
        <OneHistogram
          key={when}
          when={when}
          layer={layer}
          values={values[when]}
          extent={extent}
          isFaded={emphasis !== null && emphasis !== when}
        />
      ))}
    </>
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
