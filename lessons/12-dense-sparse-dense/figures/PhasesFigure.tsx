import { useMemo } from 'react';
import { countNonZeros } from '../../../src/math/sparsity.ts';
import { extent as toExtremes } from '../../../src/math/statistics.ts';
import { Histogram } from '../../../src/plots/histogram/Histogram.tsx';
import { useRun } from '../../../src/state/hooks.ts';
import { choice } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { Multiples } from '../../parts/figures/FigurePanel.tsx';
import { KernelMask } from '../../parts/figures/KernelMask.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { Readout, useWrongItem } from '../../parts/figures/Readout.tsx';
import { RunFigure } from '../../parts/figures/RunFigure.tsx';
import { useModelOfRun } from '../../parts/runs.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { measureGone } from '../lab/reborn.ts';
import { DataMissing, RUNS, usePhaseKernels, useSettings } from '../lesson.ts';
import { PHASE_STAGES, PHASES, type Phase, toDetourRecipe, toStraightRecipe } from '../recipe.ts';
import { Controls } from './Controls.tsx';

const words = {
  startDetour: { en: 'Dense, sparse, dense', zh: '稠密—稀疏—稠密' },
  startStraight: { en: 'Train straight on', zh: '一路直接训练' },
  weights: { en: 'The weights', zh: '权重' },
  mask: { en: 'What goes', zh: '剪去了哪些' },
  dense: { en: 'dense', zh: '稠密' },
  sparse: { en: 'sparse', zh: '稀疏' },
  again: { en: 're-dense', zh: '再次稠密' },
  title: { en: '{layer}, {phase}', zh: '{layer}：{phase}' },
  finding: {
    en: '{layer}, {phase}: {kept} of {all} weights are not zero.',
    zh: '{layer}，{phase}：{all} 个权重中有 {kept} 个不为零。',
  },
  empty: {
    en: 'Start the run: the weights appear here when the phase ends.',
    zh: '开始训练，这一阶段结束时画出权重。',
  },
  emptyMask: {
    en: 'Start the run; the mask comes with the second phase.',
    zh: '开始训练，到第二阶段就有掩码。',
  },
  wrong: { en: 'Wrong, {phase}', zh: '{phase}时答错' },
  straight: { en: 'Wrong, straight on', zh: '直接训练后答错' },
} as const;

const WAY = choice('way', {
  label: { en: 'Way', zh: '路线' },
  isLabelHidden: true,
  initial: 'detour',
  options: {
    detour: { en: 'with the detour', zh: '绕路' },
    straight: { en: 'straight on', zh: '直接' },
  },
});

const VARIANTS = { dense: 'dense', sparse: 'pruned', again: 'retrained' } as const;

/** The run in its three phases, and the one beside it that goes straight on. */
export function PhasesFigure() {
  const { settings } = useSettings();
  const [way] = useDial(WAY);
  const { choice: layers } = usePhaseKernels();
  const say = useWords(words);
  const isDetour = way === 'detour';
  const recipe = useMemo(
    () => (isDetour ? toDetourRecipe(settings) : toStraightRecipe(settings)),
    [isDetour, settings],
  );
  const layerChoice = layers.layers.length > 0 && <LayerChoice {...layers} />;
  return (
    <RunFigure
      id="phases"
      run={RUNS[way]}
      startLabel={say(isDetour ? 'startDetour' : 'startStraight')}
      recipe={recipe}
      notice={<DataMissing />}
      controls={<Controls />}
      actions={<Dial of={WAY} />}
      readout={<PhasesReadout />}
      views={[
        { id: 'weights', label: say('weights'), actions: layerChoice, content: <ThreeHistograms /> },
        { id: 'mask', label: say('mask'), actions: layerChoice, content: <MaskOverDense /> },
      ]}
    />
  );
}

/** What each phase got wrong, and what the run straight on got wrong in the end. */
function PhasesReadout() {
  const { model } = useSettings().settings;
  const isDetourOfModel = useModelOfRun(RUNS.detour) === model;
  const isStraightOfModel = useModelOfRun(RUNS.straight) === model;
  const ledgers = useRun(RUNS.detour, (run) => run.ledgers);
  const straight = useRun(RUNS.straight, (run) => run.ledger);
  const say = useWords(words);
  const toItem = useWrongItem();
  const find = (phase: Phase) =>
    isDetourOfModel ? ledgers.find(({ stage }) => stage === PHASE_STAGES[phase])?.ledger : null;
  return (
    <Readout
      items={[
        ...PHASES.map((phase) => toItem(say('wrong', { phase: say(phase) }), find(phase))),
        toItem(say('straight'), isStraightOfModel ? straight : null),
      ]}
    />
  );
}

function ThreeHistograms() {
  const { layer, dense, sparse, again } = usePhaseKernels();
  const kernels = { dense, sparse, again };
  const sizes = [dense, sparse, again].flatMap((kernel) => (kernel ? toExtremes(kernel.values) : []));
  const extent = Math.max(0.01, ...sizes.map(Math.abs));
  return (
    <Multiples columns={3}>
      {PHASES.map((phase) => (
        <OneHistogram
          key={phase}
          layer={layer}
          phase={phase}
          values={kernels[phase]?.values ?? null}
          extent={Math.ceil(20 * extent) / 20}
        />
      ))}
    </Multiples>
  );
}

interface OneHistogramProps {
  readonly layer: string;
  readonly phase: Phase;
  readonly values: Float32Array | null;
  readonly extent: number;
}

function OneHistogram({ layer, phase, values, extent }: OneHistogramProps) {
  const say = useWords(words);
  const { integer } = useFormats();
  const series = useMemo(
    () => (values === null ? [] : [{ id: phase, label: say(phase), variant: VARIANTS[phase], values }]),
    [values, phase, say],
  );
  const names = { layer, phase: say(phase) };
  const kept = useMemo(() => (values === null ? 0 : countNonZeros(values)), [values]);
  return (
    <Histogram
      id={`phase-${phase}`}
      title={say('title', names)}
      finding={say('finding', { ...names, kept: integer(kept), all: integer(values?.length ?? 0) })}
      state={values === null ? { kind: 'empty', message: say('empty') } : { kind: 'ready' }}
      series={series}
      countScale="sqrt"
      extent={extent}
      heightEm={5}
    />
  );
}

/** The sparse phase's mask, drawn over the weights that it was made from. */
function MaskOverDense() {
  const { dense, kept } = usePhaseKernels();
  const say = useWords(words);
  if (dense === undefined || kept === null) return <p>{say('emptyMask')}</p>;
  const keptCount = kept.length - measureGone(dense.values, kept).count;
  return <KernelMask ids={['phase-mask', 'phase-kernels']} cut={{ kernel: dense, kept, keptCount }} />;
}
