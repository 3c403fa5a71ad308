import type { traceCumulative } from '../../../src/math/sortedvalues.ts';
import { CentroidChart } from '../../../src/plots/sharing/CentroidChart.tsx';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import styles from '../../parts/figures/figures.module.css';
import { useFormats, useWords } from '../../parts/words.ts';
import type { TracePoint } from '../lab/traces.ts';
import { START_MARKERS, START_VARIANTS, type StartName, useStartName } from './startnames.ts';

const words = {
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
} as const;

export interface StartPanelProps {
  readonly id: StartName | 'optimal';
  readonly point: TracePoint | null;
  readonly step: number;
  readonly optimum: TracePoint | null;
  readonly curve: ReturnType<typeof traceCumulative>;
  readonly domain: readonly [number, number];
  readonly hasFailed?: boolean;
}

/** One start on the cumulative distribution: its centroids, and how far they are from the weights. */
export function StartPanel({ id, point, step, optimum, curve, domain, hasFailed = false }: StartPanelProps) {
  const say = useWords(words);
  const toName = useStartName();
  const { decimal } = useFormats();
  const [emphasis] = useKeptState<string | null>('look-series', null);
  const error = point === null ? '…' : decimal(point.distortion, point.distortion < 10 ? 3 : 1);
  const name = toName(id);
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
        variant={START_VARIANTS[id]}
        marker={START_MARKERS[id]}
        xLabel={say('x')}
        yLabel={say('y')}
        centroidLabel={say('centroid')}
        countLabel={say('weights')}
        heightEm={8}
      />
    </div>
  );
}
