import { useMemo, useState } from 'react';
import { sortValues, traceCumulative } from '../../../src/math/sortedvalues.ts';
import { packNonZeros } from '../../../src/math/sparsity.ts';
import { useOptimalCentroids } from '../../../src/state/hooks.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import { numberParam } from '../../../src/ui/lesson/params.ts';
import styles from '../../parts/figures/figures.module.css';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { useShownLayer } from '../../parts/layers.ts';
import { Seen, useIsSeen } from '../../parts/seen.tsx';
import { useWords } from '../../parts/words.ts';
import { usePrunedKernels } from '../lab/shares.ts';
import { pickFrames, toTracePoint, traceStart } from '../lab/traces.ts';
import { MOST_PRUNED, STARTS, useSharing } from '../settings.ts';
import { NetMissing } from './NetChoice.tsx';
import { StartErrors } from './StartErrors.tsx';
import { StartPanel } from './StartPanel.tsx';
import { StartsPlayer } from './StartsPlayer.tsx';

const words = {
  clusters: { en: 'Values', zh: '取值个数' },
  prune: { en: 'Pruned first', zh: '先剪去' },
  draw: { en: 'Draw Forgy’s again', zh: '重抽 Forgy 初值' },
} as const;

const clustersParam = numberParam({ initial: 8, min: 2, max: 32, digits: 0 });
const CURVE_POINTS = 240;

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
  const survivors = useMemo(() => (kernel === undefined ? null : packNonZeros(kernel.values)), [kernel]);
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
      <StartsPlayer step={Math.min(step, last)} last={last} frames={frames} onStep={setStep} />
      <div className={styles.pair}>
        {STARTS.map((start, i) => (
          <StartPanel
            key={start}
            id={start}
            point={shown[i]!}
            step={Math.min(step, traces[i]!.length - 1)}
            optimum={optimum}
            curve={curve}
            domain={domain}
          />
        ))}
        <StartPanel
          id="optimal"
          point={optimum}
          step={0}
          optimum={optimum}
          curve={curve}
          domain={domain}
          hasFailed={best.status === 'failed'}
        />
      </div>
      <StartErrors traces={traces} step={step} optimum={optimum} />
    </>
  );
}
