import { useMemo, useState } from 'react';
import { Histogram } from '../../../src/plots/histogram/Histogram.tsx';
import { MODEL_DATASET } from '../../../src/spec/zoo.ts';
import { useDataset } from '../../../src/state/hooks.ts';
import { Notice } from '../../../src/ui/control/Notice.tsx';
import { useFailureText } from '../../../src/ui/language/failures.ts';
import styles from '../../parts/figures/figures.module.css';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useShownLayer } from '../../parts/layers.ts';
import { Seen } from '../../parts/seen.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { toTotals, useCuts } from '../lab/kernels.ts';
import { useDenseWrong, useWrongCount } from '../lab/wrong.ts';
import { type KernelCut, toLevelAt } from '../masks.ts';
import { toCutRecipe } from '../recipe.ts';
import { type Cut, toLayerChange, toPruneStage, useCut } from '../settings.ts';
import { CutControls } from './CutControls.tsx';
import { CutData } from './CutData.tsx';
import { CutNetOnItsWay } from './CutNetOnItsWay.tsx';
import { DigitCounts } from './DigitCounts.tsx';
import { LayerTable } from './LayerTable.tsx';
import { WeightLens } from './WeightLens.tsx';

const words = {
  title: { en: 'Weights of {layer}', zh: '{layer} 的权重' },
  finding: {
    en: 'In {layer}, {gone} of {weights} weights are at or below the threshold {threshold} and go.',
    zh: '{layer} 共 {weights} 个权重，其中 {gone} 个的绝对值不超过阈值 {threshold}，被剪去。',
  },
  gone: { en: 'Weights gone', zh: '剪去的权重' },
  ofAll: { en: '{gone} of {weights}', zh: '{gone} / {weights}' },
  wrong: { en: 'Wrong after the cut', zh: '剪后答错' },
  dense: { en: 'Wrong before', zh: '剪前答错' },
  ofTested: { en: 'of {tested} test images', zh: '共 {tested} 张测试图像' },
  waiting: { en: 'counting', zh: '计数中' },
  more: { en: 'Layer by layer, and weight by weight', zh: '逐层、逐个权重来看' },
} as const;

/** The cut on the live histogram: drag the threshold, and the net is asked again. */
export function CutFigure() {
  return (
    <Seen>
      <CutBody />
    </Seen>
  );
}

function CutBody() {
  const { cut, change } = useCut();
  const cuts = useCuts();
  const layers = useMemo(() => cuts.map(({ kernel }) => kernel.layer), [cuts]);
  const [layer, showLayer] = useShownLayer(layers);
  const [isOpen, setIsOpen] = useState(false);
  const shown = cuts.find(({ kernel }) => kernel.layer === layer);
  const say = useWords(words);
  if (shown === undefined) return <CutNetOnItsWay />;
  return (
    <div className={styles.panel}>
      <CutData />
      <CutHistogram
        shown={shown}
        cut={cut}
        controls={<LayerChoice layers={layers} shown={layer} onShow={showLayer} />}
        onThreshold={(threshold) => change(toThresholdChange(cut, cuts, layer, threshold))}
      />
      <CutControls layer={layer} />
      <CutReadout cuts={cuts} />
      <DigitCounts />
      <details className={styles.more} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>{say('more')}</summary>
        {isOpen && (
          <>
            <LayerTable cuts={cuts} shown={layer} />
            <WeightLens cut={shown} />
          </>
        )}
      </details>
    </div>
  );
}

interface CutHistogramProps {
  readonly shown: KernelCut;
  readonly cut: Cut;
  readonly controls: React.ReactNode;
  readonly onThreshold: (threshold: number) => void;
}

function CutHistogram({ shown, cut, controls, onThreshold }: CutHistogramProps) {
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  const { kernel, threshold, keptCount } = shown;
  const [dragged, setDragged] = useState<number | null>(null);
  const series = useMemo(
    () => [{ id: kernel.layer, label: kernel.layer, variant: 'dense' as const, values: kernel.values }],
    [kernel],
  );
  return (
    <Histogram
      id="weights-cut"
      title={say('title', { layer: kernel.layer })}
      finding={say('finding', {
        layer: kernel.layer,
        gone: integer(kernel.values.length - keptCount),
        weights: integer(kernel.values.length),
        threshold: decimal(threshold, 4),
      })}
      series={series}
      countScale="sqrt"
      threshold={dragged ?? threshold}
      onThresholdChange={(next) => {
        setDragged(next);
        onThreshold(next);
      }}
      onThresholdCommit={() => setDragged(null)}
      controls={controls}
      provenance={toCutRecipe(cut.model, toPruneStage(cut, [kernel.layer]))}
    />
  );
}

/** The change that puts a layer's threshold where the reader dragged it, by the rule and scope as they are. */
function toThresholdChange(
  cut: Cut,
  cuts: readonly KernelCut[],
  layer: string,
  threshold: number,
): Partial<Cut> {
  const shown = cuts.find(({ kernel }) => kernel.layer === layer)!;
  if (cut.rule === 'quality') return toLayerChange(cut, layer, threshold / shown.deviation);
  if (cut.scope !== 'global') return toLayerChange(cut, layer, toLevelAt(shown.kernel.values, threshold));
  const { weights } = toTotals(cuts);
  const below = cuts.reduce(
    (sum, { kernel }) => sum + toLevelAt(kernel.values, threshold) * kernel.values.length,
    0,
  );
  return { level: below / weights };
}

function CutReadout({ cuts }: { readonly cuts: readonly KernelCut[] }) {
  const say = useWords(words);
  const { integer, percent } = useFormats();
  const { weights, kept } = toTotals(cuts);
  const sayFailure = useFailureText();
  const wrong = useWrongCount();
  const dense = useDenseWrong();
  const { cut } = useCut();
  // Where the data is not there, the figure says so above.
  const isDataThere = useDataset(MODEL_DATASET[cut.model]).failure === null;
  const shown = wrong.answer ?? wrong.stale;
  const tested = (count: number) => say('ofTested', { tested: integer(count) });
  return (
    <>
      {wrong.failure !== null && isDataThere && <Notice level="error">{sayFailure(wrong.failure)}</Notice>}
      <Readout
        items={[
          {
            label: say('gone'),
            value: percent(1 - kept / weights),
            detail: say('ofAll', { gone: integer(weights - kept), weights: integer(weights) }),
          },
          {
            label: say('dense'),
            value: dense ? integer(dense.wrong) : '–',
            detail: dense ? tested(dense.tested) : say('waiting'),
          },
          {
            label: say('wrong'),
            value: shown ? integer(shown.wrong) : '–',
            detail: shown ? tested(shown.tested) : say('waiting'),
            isPending: wrong.isPending,
          },
        ]}
      />
    </>
  );
}
