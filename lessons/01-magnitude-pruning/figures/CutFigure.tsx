import { useMemo, useState } from 'react';
import { Histogram } from '../../../src/plots/histogram/Histogram.tsx';
import { MODEL_DATASET } from '../../../src/spec/zoo.ts';
import { useDataset } from '../../../src/state/hooks.ts';
import { Notice } from '../../../src/ui/control/Notice.tsx';
import { useFailureText } from '../../../src/ui/language/failures.ts';
import { ClassCounts } from '../../parts/figures/ClassCounts.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { Readout, useWrongItem } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { toTotals } from '../lab/cuts.ts';
import {
  DataMissing,
  NetMissing,
  useCuts,
  useDenseWrong,
  useSettings,
  useShownCut,
  useWrongCount,
} from '../lesson.ts';
import { type KernelCut, toLevelAt } from '../masks.ts';
import { type Cut, toLayerChange } from '../settings.ts';
import { CutControls } from './CutControls.tsx';
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
  weights: { en: 'The weights', zh: '权重' },
  classes: { en: 'By class', zh: '按类别' },
  layers: { en: 'By layer', zh: '逐层' },
} as const;

/** The cut on the live histogram: drag the threshold, and the net is asked again. */
export function CutFigure() {
  const { settings: cut, change } = useSettings();
  const cuts = useCuts();
  const { layer, shown, choice } = useShownCut(cuts);
  const say = useWords(words);
  if (shown === undefined) return <NetMissing />;
  return (
    <FigurePanel
      id="cut"
      notice={<CutNotice />}
      controls={
        <>
          <CutControls layer={layer} />
          <LayerChoice {...choice} />
        </>
      }
      readout={<CutReadout cuts={cuts} />}
      views={[
        {
          id: 'weights',
          label: say('weights'),
          content: (
            <CutHistogram
              shown={shown}
              onThreshold={(threshold) => change(toThresholdChange(cut, cuts, layer, threshold))}
            />
          ),
        },
        { id: 'classes', label: say('classes'), grows: true, content: <ByClass /> },
        {
          id: 'layers',
          label: say('layers'),
          grows: true,
          content: (
            <>
              <LayerTable cuts={cuts} shown={layer} />
              <WeightLens cut={shown} />
            </>
          ),
        },
      ]}
    />
  );
}

function ByClass() {
  const { model } = useSettings().settings;
  return <ClassCounts model={model} dense={useDenseWrong()} count={useWrongCount()} />;
}

/** Why nothing can be counted; where the data is not there, that alone. */
function CutNotice() {
  const { model } = useSettings().settings;
  const { failure } = useWrongCount();
  const isDataThere = useDataset(MODEL_DATASET[model]).failure === null;
  const sayFailure = useFailureText();
  return (
    <>
      <DataMissing />
      {failure !== null && isDataThere && <Notice level="error">{sayFailure(failure)}</Notice>}
    </>
  );
}

interface CutHistogramProps {
  readonly shown: KernelCut;
  readonly onThreshold: (threshold: number) => void;
}

function CutHistogram({ shown, onThreshold }: CutHistogramProps) {
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
    />
  );
}

/**
 * The change that puts a layer's threshold where the reader dragged it, by the rule and scope as they are.
 */
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
  const { answer, stale, isPending } = useWrongCount();
  const toItem = useWrongItem();
  return (
    <Readout
      items={[
        {
          label: say('gone'),
          value: percent(1 - kept / weights),
          detail: say('ofAll', { gone: integer(weights - kept), weights: integer(weights) }),
        },
        toItem(say('dense'), useDenseWrong()),
        { ...toItem(say('wrong'), answer ?? stale), isPending },
      ]}
    />
  );
}
