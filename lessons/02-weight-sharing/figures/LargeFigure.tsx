import { useMemo, useState } from 'react';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { measureBySize } from '../../../src/techniques/cluster/bysize.ts';
import { useIsSeen } from '../../../src/ui/prose/Seen.tsx';
import { choice } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { SweepBar } from '../../parts/figures/SweepBar.tsx';
import { useEmphasis } from '../../parts/look.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { toShare } from '../lab/shares.ts';
import { NetMissing } from '../lesson.ts';
import { INITS, type Scope } from '../recipe.ts';
import { SETTINGS, STARTS } from '../settings.ts';
import { BitsChart, type BitsCurve, useBitsSweep } from './curves.tsx';
import { type ShownLayer, useLayer } from './layers.ts';
import { PruneSlider } from './SharingControls.tsx';
import { START_LOOK, useStartName } from './starts.ts';

const words = {
  sweeping: { en: 'Sharing and counting', zh: '正在共享并计数' },
  moves: { en: 'How far weights move', zh: '权重移动多远' },
  errors: { en: 'What it costs in images', zh: '答错多少图像' },
  size: { en: 'How far weights of {layer} move, by their size', zh: '{layer} 的权重移动多远，按大小看' },
  sizeFinding: {
    en: 'Of the largest twentieth of the weights of {layer}, each moves on average: {list}.',
    zh: '{layer} 最大的二十分之一权重，平均移动：{list}。',
  },
  separator: { en: ', ', zh: '，' },
  sizeX: { en: '|weight|', zh: '|权重|' },
  sizeY: { en: 'mean distance to its value', zh: '到共享值的平均距离' },
  measuring: { en: 'The weights are being sorted by size.', zh: '正在按大小给权重排序。' },
  bits: { en: 'Bits', zh: '位数' },
  curve: { en: 'Wrong test images by start and bits', zh: '不同初值、不同位数下答错的图像' },
} as const;

const SCOPE = choice<Scope>('scope', {
  label: { en: 'Layers that share', zh: '哪些层共享' },
  initial: 'all',
  options: {
    all: { en: 'all', zh: '全部' },
    fc: { en: 'dense', zh: '全连接层' },
    conv: { en: 'convolutions', zh: '卷积层' },
  },
});
const PARTS = 20;

/**
 * The starts against each other: what they do to weights of each size, and what that costs in test images.
 */
export function LargeFigure() {
  const shown = useLayer();
  const { kernels, change, hasConv } = shown;
  const [wanted] = useDial(SCOPE);
  const scope: Scope = hasConv ? wanted : 'all';
  const toName = useStartName();
  const curves = useMemo(
    () =>
      INITS.map((init): BitsCurve => ({ id: init, label: toName(init), ...START_LOOK[init], init, scope })),
    [scope, toName],
  );
  const sweep = useBitsSweep(curves);
  const say = useWords(words);
  if (kernels.length === 0) return <NetMissing />;
  return (
    <FigurePanel
      id="large"
      controls={
        <>
          <Dial of={SETTINGS.fcBits} label={say('bits')} />
          <PruneSlider />
          <LayerChoice {...shown.choice} />
          {hasConv && <Dial of={SCOPE} />}
        </>
      }
      views={[
        { id: 'moves', label: say('moves'), content: <SizeChart {...shown} /> },
        {
          id: 'errors',
          label: say('errors'),
          actions: <SweepBar sweep={sweep} label={say('sweeping')} />,
          content: (
            <BitsChart
              id="start-curves"
              title={say('curve')}
              curves={curves}
              sweep={sweep}
              onPick={({ init }, bits) =>
                change({ fcBits: bits, convBits: bits, ...(init === 'optimal' ? {} : { init }) })
              }
            />
          ),
        },
      ]}
    />
  );
}

function SizeChart({ layer, kernel, sharing }: ShownLayer) {
  const say = useWords(words);
  const toName = useStartName();
  const { decimal } = useFormats();
  const isSeen = useIsSeen();
  // Three codebooks of the largest layer: worked out when the reader comes here first, not before the page's
  // first picture.
  const [isWanted, setIsWanted] = useState(isSeen);
  if (isSeen && !isWanted) setIsWanted(true);
  const series = useMemo(
    () =>
      kernel === undefined || !isWanted
        ? []
        : STARTS.map((init) => ({
            id: init,
            label: toName(init),
            ...START_LOOK[init],
            points: measureBySize(
              { ...toShare(kernel, sharing.fcBits, init, sharing.draw), values: kernel.values },
              PARTS,
            ).map(({ size, distance }) => ({ x: size, y: distance })),
          })),
    [kernel, isWanted, sharing.fcBits, sharing.draw, toName],
  );
  const list = series
    .map(({ label, points }) => `${label} ${decimal(points.at(-1)?.y ?? 0, 4)}`)
    .join(say('separator'));
  return (
    <LineChart
      id="error-by-size"
      title={say('size', { layer })}
      finding={say('sizeFinding', { layer, list })}
      showFinding={series.length > 0}
      state={series.length === 0 ? { kind: 'loading', message: say('measuring') } : { kind: 'ready' }}
      series={series}
      x={{ label: say('sizeX'), kind: 'log', format: (value) => decimal(value, 4) }}
      y={{ label: say('sizeY'), format: (value) => decimal(value, 3) }}
      {...useEmphasis(INITS)}
    />
  );
}
