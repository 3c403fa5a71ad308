import { useEffect, useMemo, useRef, useState } from 'react';
import { sortValues, traceCumulative } from '../../../src/math/sortedvalues.ts';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { CentroidChart } from '../../../src/plots/sharing/CentroidChart.tsx';
import { useOptimalCentroids } from '../../../src/state/hooks.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { useKeptState, useLinkState } from '../../../src/ui/lesson/context.tsx';
import { numberParam } from '../../../src/ui/lesson/params.ts';
import styles from '../../parts/figures/figures.module.css';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { useShownLayer } from '../../parts/layers.ts';
import { Seen, useIsSeen } from '../../parts/seen.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { usePrunedKernels } from '../lab/shares.ts';
import { pickFrames, type TracePoint, toTracePoint, traceStart } from '../lab/traces.ts';
import { MOST_PRUNED, STARTS, useSharing } from '../settings.ts';
import { toSurvivors } from '../sharing.ts';
import { NetMissing } from './NetChoice.tsx';

const words = {
  clusters: { en: 'Values', zh: '取值个数' },
  prune: { en: 'Pruned first', zh: '先剪去' },
  play: { en: 'Play', zh: '播放' },
  pause: { en: 'Pause', zh: '暂停' },
  step: { en: 'One step', zh: '走一步' },
  reset: { en: 'Back to the start', zh: '回到起点' },
  draw: { en: 'Draw Forgy’s again', zh: '重抽 Forgy 初值' },
  iteration: { en: 'Step', zh: '步数' },
  linear: { en: 'linear', zh: '线性' },
  density: { en: 'density', zh: '密度' },
  forgy: { en: 'Forgy', zh: 'Forgy' },
  optimal: { en: 'exact optimum', zh: '精确最优' },
  title: { en: '{name}: squared error {error}', zh: '{name}：平方误差 {error}' },
  finding: {
    en: '{name} after {step} steps: sum of squared errors {error}, {times} times the optimum; the outermost centroids are at {low} and {high}.',
    zh: '{name}走了 {step} 步：平方误差之和 {error}，是最优解的 {times} 倍；最外侧的质心在 {low} 和 {high}。',
  },
  x: { en: 'weight', zh: '权重' },
  y: { en: 'weights up to here', zh: '不超过此处的权重' },
  centroid: { en: 'centroid', zh: '质心' },
  weights: { en: 'weights', zh: '个权重' },
  errors: { en: 'Sum of squared errors, step by step', zh: '平方误差之和，一步一步' },
  errorsFinding: {
    en: 'After {step} steps, against the optimum: {list}.',
    zh: '走了 {step} 步之后，与最优解相比：{list}。',
  },
  times: { en: '{name} {times} times', zh: '{name} {times} 倍' },
  steps: { en: 'steps (the first at 1)', zh: '步数（起点记为 1）' },
  error: { en: 'sum of squared errors', zh: '平方误差之和' },
  solving: { en: 'The engine is solving it exactly.', zh: '引擎正在求精确解。' },
  failed: { en: 'The exact optimum could not be worked out.', zh: '没能求出精确最优解。' },
} as const;

const clustersParam = numberParam({ initial: 8, min: 2, max: 32, digits: 0 });
const FRAME_MS = 320;
const CURVE_POINTS = 240;
const variants = { linear: 'shared', density: 'retrained', forgy: 'pruned' } as const;
const markers = { linear: 'diamond', density: 'square', forgy: 'triangle' } as const;

/** Three starts and the exact solution on the cumulative distribution of one live layer, step by step. */
export function StartsFigure() {
  return (
    <Seen>
      <StartsBody />
    </Seen>
  );
}

function StartsBody() {
  const kernels = usePrunedKernels();
  const layers = kernels.map(({ layer }) => layer);
  const [layer, showLayer] = useShownLayer(layers);
  const kernel = kernels.find((each) => each.layer === layer);
  const { sharing, change } = useSharing();
  const [clusters, setClusters] = useLinkState('k', clustersParam);
  const say = useWords(words);
  const survivors = useMemo(() => (kernel === undefined ? null : toSurvivors(kernel.values)), [kernel]);
  if (survivors === null || survivors.length === 0) return <NetMissing />;
  return (
    <div className={styles.panel}>
      <LayerChoice layers={layers} shown={layer} onShow={showLayer} />
      <div className={styles.controls}>
        <Slider
          label={say('clusters')}
          value={clusters}
          onChange={setClusters}
          min={2}
          max={32}
          step={1}
          digits={0}
        />
        <Slider
          label={say('prune')}
          value={sharing.prune}
          onChange={(prune) => change({ prune })}
          min={0}
          max={MOST_PRUNED}
          step={0.01}
          unit="%"
          digits={0}
        />
        <Button
          size="small"
          className={styles.fixed ?? ''}
          onPress={() => change({ draw: sharing.draw + 1 })}
        >
          {say('draw')}
        </Button>
      </div>
      <Traces
        key={`${layer} ${clusters} ${sharing.prune} ${sharing.model}`}
        survivors={survivors}
        clusters={clusters}
        draw={sharing.draw}
      />
    </div>
  );
}

interface TracesProps {
  readonly survivors: Float32Array;
  readonly clusters: number;
  readonly draw: number;
}

function Traces({ survivors, clusters, draw }: TracesProps) {
  const sorted = useMemo(() => sortValues(survivors), [survivors]);
  const traces = useMemo(
    () => STARTS.map((start) => traceStart(sorted, clusters, start, draw)),
    [sorted, clusters, draw],
  );
  const last = Math.max(...traces.map(({ length }) => length)) - 1;
  const frames = useMemo(() => pickFrames(last), [last]);
  const [step, setStep] = useState(0);
  const isSeen = useIsSeen();
  const best = useOptimalCentroids(isSeen ? survivors : null, clusters);
  const optimum = useMemo(
    () => (best.answer === null ? null : toTracePoint(sorted, Float64Array.from(best.answer.centroids))),
    [best.answer, sorted],
  );
  const curve = useMemo(() => traceCumulative(sorted, CURVE_POINTS), [sorted]);
  const domain = useMemo(() => [sorted.values[0]!, sorted.values.at(-1)!] as const, [sorted]);
  const shown = traces.map((trace) => trace[Math.min(step, trace.length - 1)]!);
  return (
    <>
      <Player step={Math.min(step, last)} last={last} frames={frames} onStep={setStep} />
      <div className={styles.pair}>
        {STARTS.map((start, i) => (
          <Panel
            key={start}
            id={start}
            point={shown[i]!}
            step={Math.min(step, traces[i]!.length - 1)}
            optimum={optimum}
            curve={curve}
            domain={domain}
          />
        ))}
        <Panel
          id="optimal"
          point={optimum}
          step={0}
          optimum={optimum}
          curve={curve}
          domain={domain}
          hasFailed={best.status === 'failed'}
        />
      </div>
      <Errors traces={traces} step={step} optimum={optimum} />
    </>
  );
}

interface PlayerProps {
  readonly step: number;
  readonly last: number;
  readonly frames: readonly number[];
  readonly onStep: (step: number) => void;
}

/** Plays, steps and goes back, by buttons or by dragging the step itself. */
function Player({ step, last, frames, onStep }: PlayerProps) {
  const [isPlaying, setIsPlaying] = useState(false);
  const say = useWords(words);
  const next = frames.find((frame) => frame > step);
  const latest = useRef({ next, onStep });
  latest.current = { next, onStep };
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => {
      const { next, onStep } = latest.current;
      if (next === undefined) setIsPlaying(false);
      else onStep(next);
    }, FRAME_MS);
    return () => clearInterval(timer);
  }, [isPlaying]);
  return (
    <>
      <div className={styles.buttons}>
        <Button
          kind="primary"
          onPress={() => {
            if (!isPlaying && next === undefined) onStep(0);
            setIsPlaying(!isPlaying);
          }}
        >
          {say(isPlaying ? 'pause' : 'play')}
        </Button>
        <Button isDisabled={step >= last} onPress={() => onStep(step + 1)}>
          {say('step')}
        </Button>
        <Button
          isDisabled={step === 0}
          onPress={() => {
            setIsPlaying(false);
            onStep(0);
          }}
        >
          {say('reset')}
        </Button>
      </div>
      <Slider
        label={say('iteration')}
        value={step}
        onChange={onStep}
        min={0}
        max={Math.max(1, last)}
        step={1}
        digits={0}
      />
    </>
  );
}

interface PanelProps {
  readonly id: (typeof STARTS)[number] | 'optimal';
  readonly point: TracePoint | null;
  readonly step: number;
  readonly optimum: TracePoint | null;
  readonly curve: ReturnType<typeof traceCumulative>;
  readonly domain: readonly [number, number];
  readonly hasFailed?: boolean;
}

function Panel({ id, point, step, optimum, curve, domain, hasFailed = false }: PanelProps) {
  const say = useWords(words);
  const { decimal } = useFormats();
  const [emphasis] = useKeptState<string | null>('look-series', null);
  const error = point === null ? '…' : decimal(point.distortion, point.distortion < 10 ? 3 : 1);
  const name = say(id);
  const centroids = point?.centroids ?? new Float64Array();
  return (
    <div className={emphasis !== null && emphasis !== id ? styles.faded : undefined}>
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
          point === null
            ? { kind: hasFailed ? 'failed' : 'loading', message: say(hasFailed ? 'failed' : 'solving') }
            : { kind: 'ready' }
        }
        curve={curve}
        centroids={centroids}
        counts={point?.counts}
        domain={domain}
        variant={id === 'optimal' ? 'dense' : variants[id]}
        marker={id === 'optimal' ? 'circle' : markers[id]}
        xLabel={say('x')}
        yLabel={say('y')}
        centroidLabel={say('centroid')}
        countLabel={say('weights')}
        heightEm={8}
      />
    </div>
  );
}

interface ErrorsProps {
  readonly traces: readonly (readonly TracePoint[])[];
  readonly step: number;
  readonly optimum: TracePoint | null;
}

function Errors({ traces, step, optimum }: ErrorsProps) {
  const say = useWords(words);
  const { decimal, integer } = useFormats();
  const [look, setLook] = useKeptState<string | null>('look-series', null);
  const last = Math.max(...traces.map(({ length }) => length));
  const series = useMemo(
    () =>
      STARTS.map((start, i) => {
        const trace = traces[i]!;
        return {
          id: start,
          label: say(start),
          variant: variants[start],
          marker: 'none' as const,
          points: pickFrames(trace.length - 1).map((frame) => ({
            x: frame + 1,
            y: trace[frame]!.distortion,
          })),
        };
      }),
    [traces, say],
  );
  const toTimes = (trace: readonly TracePoint[]) =>
    optimum === null
      ? '…'
      : decimal(trace[Math.min(step, trace.length - 1)]!.distortion / optimum.distortion, 3);
  return (
    <LineChart
      id="start-errors"
      title={say('errors')}
      finding={say('errorsFinding', {
        step: integer(step),
        list: STARTS.map((start, i) => say('times', { name: say(start), times: toTimes(traces[i]!) })).join(
          ', ',
        ),
      })}
      showFinding
      series={series}
      x={{ label: say('steps'), kind: 'log', domain: [1, Math.max(2, last)], format: integer }}
      y={{ label: say('error'), kind: 'log', format: (value) => decimal(value, 2) }}
      references={[
        { axis: 'x', value: step + 1, label: integer(step), variant: 'accent' },
        ...(optimum === null
          ? []
          : [
              {
                axis: 'y' as const,
                value: optimum.distortion,
                label: say('optimal'),
                variant: 'dense' as const,
              },
            ]),
      ]}
      {...(look === null ? {} : { emphasis: look })}
      onEmphasis={(id) => setLook(id ?? null)}
      aspect={0.42}
    />
  );
}
