import { useState } from 'react';
import type { HistogramSeries } from '../geometry/histogram.ts';
import { Histogram } from '../histogram/Histogram.tsx';
import { denseWeights, prunedWeights, retrainedWeights } from './samples.ts';
import { useGalleryNames } from './useGalleryNames.ts';
import { useGalleryText } from './useGalleryText.ts';

const layers: readonly HistogramSeries[] = [
  { id: 'before', label: 'before pruning', variant: 'dense', values: denseWeights },
  { id: 'pruned', label: 'pruned', variant: 'pruned', values: prunedWeights },
  { id: 'retrained', label: 'retrained', variant: 'retrained', values: retrainedWeights },
];

export function HistogramFigures() {
  const say = useGalleryText();
  const named = useGalleryNames().nameAll(layers);
  const [threshold, setThreshold] = useState(0.045);
  const [clip, setClip] = useState(0.09);
  return (
    <>
      <Histogram
        id="histogram-threshold"
        title={say('Brush the threshold on the weights', '在权重上拖动阈值')}
        finding={say('Most weights of the layer are near zero.', '这一层的权重大多在零附近。')}
        series={named.slice(0, 1)}
        threshold={threshold}
        onThresholdChange={setThreshold}
      />
      <Histogram
        id="histogram-clip"
        title={say('A grid whose ends cut off the largest weights', '两端截掉最大权重的网格')}
        finding={say('The grid has fifteen values.', '这个网格有十五个取值。')}
        series={named.slice(0, 1)}
        threshold={clip}
        onThresholdChange={setClip}
        thresholdTakes="beyond"
        levels={Array.from({ length: 15 }, (_, place) => ((place - 7) / 7) * clip)}
      />
      <Histogram
        id="histogram-layers"
        title={say('Weights before pruning, pruned, and retrained', '剪枝前、剪枝后和再训练后的权重')}
        caption={say(
          'Pruning cuts out the middle; retraining spreads what is left into it again.',
          '剪枝挖掉了中间，再训练又让留下的权重往里铺开。',
        )}
        finding={say(
          'After retraining the weights that were kept have moved outwards.',
          '再训练之后，留下的权重向外移动了。',
        )}
        series={named}
        countScale="sqrt"
      />
      <Histogram
        id="histogram-log"
        title={say('The same on a logarithmic axis', '同一组数据，对数坐标')}
        finding={say('On a logarithmic axis the tails show.', '用对数坐标才看得见尾巴。')}
        series={named}
        countScale="log"
      />
    </>
  );
}
