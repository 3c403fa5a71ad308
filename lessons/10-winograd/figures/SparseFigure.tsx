import { useMemo } from 'react';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { slider } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { countZeros } from '../lab/sparse.ts';
import { NetChoice, NetMissing, useSide, useTiledLayers } from '../lesson.ts';
import { SideControl } from './SideControl.tsx';

const words = {
  title: { en: 'Products for one output of {layer}', zh: '{layer} 每个输出的乘法' },
  finding: {
    en: 'With {sparsity} of the weights pruned, tiles need {tiles} products an output, direct sums {direct}.',
    zh: '剪去 {sparsity} 的权重时，每个输出分块算要 {tiles} 次乘法，直接算要 {direct} 次。',
  },
  sparsity: { en: 'Weights pruned', zh: '剪去的权重' },
  factors: { en: 'Zeros left in G g Gᵀ', zh: 'G g Gᵀ 中剩下的零' },
  direct: { en: 'directly, zeros skipped', zh: '直接算，跳过零' },
  tiles: { en: 'in tiles, zeros skipped', zh: '分块算，跳过零' },
  x: { en: 'weights pruned (%)', zh: '剪去的权重（%）' },
  y: { en: 'products an output', zh: '每个输出的乘法次数' },
  now: { en: 'now', zh: '现在' },
} as const;

const SPARSITY = slider('pruned', {
  label: words.sparsity,
  initial: 0.5,
  ...{ min: 0, max: 0.98, step: 0.01, unit: '%', digits: 0 },
});
const STEPS = Array.from({ length: 25 }, (_, i) => i / 25).concat(0.98);

/** What pruning is worth in tiles: zeros of weights are not zeros of what tiles multiply with. */
export function SparseFigure() {
  const { shown, choice, kernel } = useTiledLayers();
  const side = useSide();
  const [sparsity] = useDial(SPARSITY);
  const now = useMemo(
    () => (kernel === undefined ? null : countZeros(kernel, sparsity, side)),
    [kernel, sparsity, side],
  );
  const curve = useMemo(
    () => (kernel === undefined ? [] : STEPS.map((each) => countZeros(kernel, each, side))),
    [kernel, side],
  );
  const say = useWords(words);
  const { decimal, percent } = useFormats();
  if (now === null) return <NetMissing />;
  return (
    <FigurePanel
      id="sparse"
      controls={
        <>
          <NetChoice />
          <SideControl />
          <LayerChoice {...choice} />
          <Dial of={SPARSITY} />
        </>
      }
      readout={
        <Readout
          items={[
            { label: say('factors'), value: percent(now.factors) },
            { label: say('direct'), value: decimal(now.direct, 2) },
            { label: say('tiles'), value: decimal(now.tiles, 2) },
          ]}
        />
      }
    >
      <LineChart
        id="sparse-tiles"
        title={say('title', { layer: shown.layer })}
        finding={say('finding', {
          sparsity: percent(now.weights),
          tiles: decimal(now.tiles, 2),
          direct: decimal(now.direct, 2),
        })}
        series={(['direct', 'tiles'] as const).map((id) => ({
          ...{ id, label: say(id), variant: id === 'direct' ? 'pruned' : 'dense', marker: 'none' },
          points: curve.map((each) => ({ x: 100 * each.weights, y: each[id] })),
        }))}
        x={{ label: say('x'), domain: [0, 100] }}
        y={{ label: say('y'), domain: [0, 9] }}
        references={[{ axis: 'x', value: 100 * sparsity, label: say('now') }]}
      />
    </FigurePanel>
  );
}
