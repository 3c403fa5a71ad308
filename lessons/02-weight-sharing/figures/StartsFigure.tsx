import { useMemo, useState } from 'react';
import { pickFrames, type TracePoint, toTracePoint, traceStart } from '../../../src/math/lloydtrace.ts';
import { sortValues, traceCumulative } from '../../../src/math/sortedvalues.ts';
import { packNonZeros } from '../../../src/math/sparsity.ts';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { CentroidChart } from '../../../src/plots/sharing/CentroidChart.tsx';
import { useOptimalCentroids } from '../../../src/state/hooks.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { useIsSeen } from '../../../src/ui/prose/Seen.tsx';
import { slider } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel, Multiples } from '../../parts/figures/FigurePanel.tsx';
import styles from '../../parts/figures/figures.module.css';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { Player } from '../../parts/figures/Player.tsx';
import { useEmphasis, useLook } from '../../parts/look.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { NetMissing } from '../lesson.ts';
import { INITS, type InitName } from '../recipe.ts';
import { STARTS, toNextDraw } from '../settings.ts';
import { type ShownLayer, useLayer } from './layers.ts';
import { PruneSlider } from './SharingControls.tsx';
import { START_LOOK, useStartName } from './starts.ts';

const words = {
  draw: { en: 'Draw Forgy’s again', zh: '重抽 Forgy 初值' },
  step: { en: 'Step', zh: '步数' },
  starts: { en: 'The starts', zh: '各种初值' },
  errors: { en: 'Squared error', zh: '平方误差' },
  title: { en: '{name}: squared error {error}', zh: '{name}：平方误差 {error}' },
  finding: {
    en: '{name} after {step} steps: sum of squared errors {error}, {times} times the optimum; the outermost centroids are at {low} and {high}.',
    zh: '{name}走了 {step} 步：平方误差之和 {error}，是最优解的 {times} 倍；最外侧的质心在 {low} 和 {high}。',
  },
  x: { en: 'weight', zh: '权重' },
  y: { en: 'weights up to here', zh: '不超过此处的权重' },
  centroid: { en: 'centroid', zh: '质心' },
  weights: { en: 'weights', zh: '个权重' },
  solving: { en: 'The engine is solving it exactly.', zh: '引擎正在求精确解。' },
  failed: { en: 'The exact optimum could not be worked out.', zh: '没能求出精确最优解。' },
  errorsTitle: { en: 'Sum of squared errors, step by step', zh: '平方误差之和，一步一步' },
  errorsFinding: {
    en: 'After {step} steps, against the optimum: {list}.',
    zh: '走了 {step} 步之后，与最优解相比：{list}。',
  },
  times: { en: '{name} {times} times', zh: '{name} {times} 倍' },
  separator: { en: ', ', zh: '，' },
  steps: { en: 'steps (the first at 1)', zh: '步数（起点记为 1）' },
  error: { en: 'sum of squared errors', zh: '平方误差之和' },
} as const;

const CLUSTERS = slider('k', {
  label: { en: 'Values', zh: '取值个数' },
  initial: 8,
  ...{ min: 2, max: 32, step: 1, digits: 0 },
});
const CURVE_POINTS = 240;
const FRAME_MS = 320;

/** Three starts and the exact solution on the cumulative distribution of one live layer, step by step. */
export function StartsFigure() {
  const shown = useLayer();
  const { kernel, layer, sharing } = shown;
  const [clusters] = useDial(CLUSTERS);
  const survivors = useMemo(() => (kernel === undefined ? null : packNonZeros(kernel.values)), [kernel]);
  if (survivors === null || survivors.length === 0) return <NetMissing />;
  const key = `${layer} ${clusters} ${sharing.prune} ${sharing.model}`;
  return <Starts key={key} shown={shown} survivors={survivors} clusters={clusters} />;
}

interface StartsProps {
  readonly shown: ShownLayer;
  readonly survivors: Float32Array;
  readonly clusters: number;
}

function Starts({ shown, survivors, clusters }: StartsProps) {
  const { sharing, change, choice } = shown;
  const { traces, optimum, curve, domain, hasFailed } = useTraces(survivors, clusters, sharing.draw);
  const last = Math.max(...traces.map(({ length }) => length)) - 1;
  const frames = useMemo(() => pickFrames(last), [last]);
  const [wanted, setStep] = useState(0);
  const step = Math.min(wanted, last);
  const say = useWords(words);
  const panels = INITS.map((id, i) => {
    const trace = traces[i] ?? [];
    const at = Math.max(0, Math.min(step, trace.length - 1));
    const point = id === 'optimal' ? optimum : trace[at]!;
    return <StartPanel key={id} id={id} point={point} step={at} {...{ optimum, curve, domain, hasFailed }} />;
  });
  const range = { min: 0, max: Math.max(1, last), step: 1, digits: 0 };
  const drawAgain = (
    <Button kind="quiet" size="small" onPress={() => change(toNextDraw(sharing))}>
      {say('draw')}
    </Button>
  );
  return (
    <FigurePanel
      id="starts"
      controls={
        <>
          <Dial of={CLUSTERS} />
          <PruneSlider />
          <LayerChoice {...choice} />
        </>
      }
      actions={
        <>
          <Player at={step} last={last} onMove={setStep} frameMs={FRAME_MS} frames={frames} />
          <div className={styles.progress}>
            <Slider label={say('step')} value={step} onChange={setStep} {...range} />
          </div>
        </>
      }
      views={[
        {
          id: 'starts',
          label: say('starts'),
          actions: drawAgain,
          content: <Multiples columns={2}>{panels}</Multiples>,
        },
        {
          id: 'errors',
          label: say('errors'),
          content: <StartErrors traces={traces} step={step} optimum={optimum} />,
        },
      ]}
    />
  );
}

/**
 * Every step of every start, the exact solution once the engine has it, and the weights that they stand on.
 */
function useTraces(survivors: Float32Array, clusters: number, draw: number) {
  const sorted = useMemo(() => sortValues(survivors), [survivors]);
  const traces = useMemo(
    () => STARTS.map((start) => traceStart(sorted, clusters, start, draw)),
    [sorted, clusters, draw],
  );
  const isSeen = useIsSeen();
  const best = useOptimalCentroids(isSeen ? survivors : null, clusters);
  const optimum = useMemo(
    () => (best.answer === null ? null : toTracePoint(sorted, Float64Array.from(best.answer.centroids))),
    [best.answer, sorted],
  );
  const curve = useMemo(() => traceCumulative(sorted, CURVE_POINTS), [sorted]);
  const domain = useMemo(() => [sorted.values[0]!, sorted.values.at(-1)!] as const, [sorted]);
  return { traces, optimum, curve, domain, hasFailed: best.status === 'failed' };
}

interface StartPanelProps {
  readonly id: InitName;
  readonly point: TracePoint | null;
  readonly step: number;
  readonly optimum: TracePoint | null;
  readonly curve: ReturnType<typeof traceCumulative>;
  readonly domain: readonly [number, number];
  readonly hasFailed: boolean;
}

/** One start on the cumulative distribution: its centroids, and how far they are from the weights. */
function StartPanel({ id, point, step, optimum, curve, domain, hasFailed }: StartPanelProps) {
  const say = useWords(words);
  const { decimal } = useFormats();
  const [look] = useLook();
  const name = useStartName()(id);
  const error = point === null ? '…' : decimal(point.distortion, point.distortion < 10 ? 3 : 1);
  const centroids = point?.centroids ?? new Float64Array();
  const state = hasFailed ? 'failed' : 'loading';
  return (
    <div className={INITS.some((each) => each === look) && look !== id ? styles.faded : undefined}>
      <CentroidChart
        id={`start-${id}`}
        title={say('title', { name, error })}
        finding={say('finding', {
          name,
          step,
          error,
          times: point === null || optimum === null ? '…' : decimal(point.distortion / optimum.distortion, 3),
          low: decimal(centroids[0] ?? 0, 3),
          high: decimal(centroids.at(-1) ?? 0, 3),
        })}
        state={
          point === null ? { kind: state, message: say(hasFailed ? 'failed' : 'solving') } : { kind: 'ready' }
        }
        curve={curve}
        centroids={centroids}
        counts={point?.counts}
        domain={domain}
        {...START_LOOK[id]}
        xLabel={say('x')}
        yLabel={say('y')}
        centroidLabel={say('centroid')}
        countLabel={say('weights')}
        heightEm={8}
      />
    </div>
  );
}

interface StartErrorsProps {
  readonly traces: readonly (readonly TracePoint[])[];
  readonly step: number;
  readonly optimum: TracePoint | null;
}

const OPTIMUM_LINE = { axis: 'y', variant: 'dense' } as const;

/** How the squared error falls from each start, step by step, beside the optimum. */
function StartErrors({ traces, step, optimum }: StartErrorsProps) {
  const say = useWords(words);
  const toName = useStartName();
  const { decimal, integer } = useFormats();
  const last = Math.max(...traces.map(({ length }) => length));
  const series = useMemo(
    () =>
      STARTS.map((start, i) => ({
        id: start,
        label: toName(start),
        variant: START_LOOK[start].variant,
        marker: 'none' as const,
        points: pickFrames(traces[i]!.length - 1).map((frame) => ({
          x: frame + 1,
          y: traces[i]![frame]!.distortion,
        })),
      })),
    [traces, toName],
  );
  const toTimes = (trace: readonly TracePoint[]) =>
    optimum === null
      ? '…'
      : decimal(trace[Math.min(step, trace.length - 1)]!.distortion / optimum.distortion, 3);
  const list = STARTS.map((start, i) => say('times', { name: toName(start), times: toTimes(traces[i]!) }));
  return (
    <LineChart
      id="start-errors"
      title={say('errorsTitle')}
      finding={say('errorsFinding', { step: integer(step), list: list.join(say('separator')) })}
      showFinding
      series={series}
      x={{ label: say('steps'), kind: 'log', domain: [1, Math.max(2, last)], format: integer }}
      y={{ label: say('error'), kind: 'log', format: (value) => decimal(value, 2) }}
      references={[
        { axis: 'x', value: step + 1, label: integer(step), variant: 'accent' },
        ...(optimum === null
          ? []
          : [{ ...OPTIMUM_LINE, value: optimum.distortion, label: toName('optimal') }]),
      ]}
      {...useEmphasis(INITS)}
    />
  );
}
