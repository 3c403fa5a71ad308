import { useMemo } from 'react';
import { Histogram } from '../../../src/plots/histogram/Histogram.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { RunFigure } from '../../parts/figures/RunFigure.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { measureReborn, type Reborn } from '../lab/reborn.ts';
import { DataMissing, RUNS, usePhaseKernels, useSettings } from '../lesson.ts';
import { toDetourRecipe } from '../recipe.ts';
import { Controls } from './Controls.tsx';

const words = {
  start: { en: 'Dense, sparse, dense', zh: '稠密—稀疏—稠密' },
  title: { en: 'Weights of {layer} that went and came back', zh: '{layer} 中先剪去、后重生的权重' },
  finding: {
    en: 'Of {count} weights that came back, {sign} have the sign that they had.',
    zh: '重生的 {count} 个权重中，{sign} 恢复了原来的正负号。',
  },
  empty: {
    en: 'Start the run; the reborn weights appear at its end.',
    zh: '开始训练，结束时画出重生的权重。',
  },
  none: { en: 'No weight of {layer} went. Choose another layer.', zh: '{layer} 没有剪去权重，请换一层。' },
  view: { en: 'Then and now', zh: '之前与现在' },
  before: { en: 'when they went', zh: '剪去时' },
  after: { en: 'at the end', zh: '训练结束时' },
  count: { en: 'Came back', zh: '重生的权重' },
  sameSign: { en: 'With the sign they had', zh: '正负号与原来相同' },
  grown: { en: 'Larger than all that went', zh: '比剪去的都大' },
} as const;

/** The weights that went for a while: what they were, and what they have become. */
export function RebornFigure() {
  const { settings } = useSettings();
  const { layer, choice, dense, again, kept } = usePhaseKernels();
  const say = useWords(words);
  const recipe = useMemo(() => toDetourRecipe(settings), [settings]);
  const reborn = useMemo(
    () =>
      dense === undefined || again === undefined || kept === null
        ? null
        : measureReborn(dense.values, kept, again.values),
    [dense, again, kept],
  );
  return (
    <RunFigure
      id="reborn"
      run={RUNS.detour}
      startLabel={say('start')}
      recipe={recipe}
      notice={<DataMissing />}
      controls={<Controls />}
      readout={<RebornReadout reborn={reborn} />}
      views={[
        {
          id: 'values',
          label: say('view'),
          actions: choice.layers.length > 0 && <LayerChoice {...choice} />,
          content: (
            <RebornHistogram
              layer={layer}
              reborn={reborn}
              empty={say(again === undefined ? 'empty' : 'none', { layer })}
            />
          ),
        },
      ]}
    />
  );
}

function RebornReadout({ reborn }: { readonly reborn: Reborn | null }) {
  const say = useWords(words);
  const { integer, percent } = useFormats();
  return (
    <Readout
      items={[
        { label: say('count'), value: reborn === null ? '–' : integer(reborn.after.length) },
        { label: say('sameSign'), value: reborn === null ? '–' : percent(reborn.sameSign) },
        { label: say('grown'), value: reborn === null ? '–' : percent(reborn.grown) },
      ]}
    />
  );
}

interface RebornHistogramProps {
  readonly layer: string;
  readonly reborn: Reborn | null;
  readonly empty: string;
}

function RebornHistogram({ layer, reborn, empty }: RebornHistogramProps) {
  const say = useWords(words);
  const { integer, percent } = useFormats();
  const series = useMemo(
    () =>
      reborn === null
        ? []
        : [
            { id: 'before', label: say('before'), variant: 'dense', values: reborn.before } as const,
            { id: 'after', label: say('after'), variant: 'retrained', values: reborn.after } as const,
          ],
    [reborn, say],
  );
  return (
    <Histogram
      id="reborn-weights"
      title={say('title', { layer })}
      finding={say('finding', {
        count: integer(reborn?.after.length ?? 0),
        sign: percent(reborn?.sameSign ?? 0),
      })}
      showFinding={reborn !== null}
      state={reborn === null ? { kind: 'empty', message: empty } : { kind: 'ready' }}
      series={series}
      countScale="sqrt"
    />
  );
}
