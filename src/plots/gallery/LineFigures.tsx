import { useState } from 'react';
import { formatPercent } from '../format.ts';
import type { ReferenceLine } from '../geometry/lines.ts';
import { LineChart } from '../lines/LineChart.tsx';
import type { AxisOptions } from '../types.ts';
import { seeds, sparsityCurves } from './samples.ts';
import { useGalleryNames } from './useGalleryNames.ts';
import { useGalleryText } from './useGalleryText.ts';

const sparsity: AxisOptions = {
  label: 'weights pruned',
  kind: 'logComplement',
  domain: [0, 0.99],
  format: formatPercent,
};
const linear: AxisOptions = { label: 'weights pruned', format: formatPercent };
const error: AxisOptions = { label: 'test error', kind: 'log', format: formatPercent };
const dense: readonly ReferenceLine[] = [{ axis: 'y', value: 0.0164, label: 'dense 1.64\u00a0%' }];

export function LineFigures() {
  const say = useGalleryText();
  const { toName, nameAll } = useGalleryNames();
  const curves = nameAll(sparsityCurves);
  const baseline = dense.map((line) => ({ ...line, label: toName(line.label ?? '') }));
  const nameAxis = (axis: AxisOptions): AxisOptions => ({ ...axis, label: toName(axis.label) });
  const [picked, setPicked] = useState({ seriesId: 'l2', x: 0.9 });
  return (
    <>
      <LineChart
        id="lines-sparsity"
        title={say('Error against sparsity', '错误率与稀疏度')}
        caption={say(
          'Each point is a model; choose one to see it in the other figures.',
          '每个点是一个模型；选中一个，其他图就显示它。',
        )}
        finding={say(
          'With retraining, 90 % of the weights can go for two more wrong images.',
          '再训练之后，剪去 90% 的权重只多答错两张图像。',
        )}
        showFinding
        series={curves}
        x={nameAxis(sparsity)}
        y={nameAxis(error)}
        references={baseline}
        picked={picked}
        onPick={(seriesId, point) => setPicked({ seriesId, x: point.x })}
      />
      <LineChart
        id="lines-linear"
        title={say('The same on linear axes', '同一组数据，线性坐标')}
        finding={say(
          'On linear axes the curves lie on one another until the cliff.',
          '用线性坐标，各条曲线在悬崖之前叠在一起。',
        )}
        series={curves}
        x={nameAxis(linear)}
        y={{ label: toName('test error'), format: formatPercent, domain: [0, 0.5] }}
        references={baseline}
      />
      <LineChart
        id="lines-uncertain"
        title={say('Means of five seeds, with their spread', '五个随机种子的平均值与离散程度')}
        finding={say(
          'The spread of five seeds is wider than the difference of the two means.',
          '五个种子之间的差别，比两个平均值的差还大。',
        )}
        series={nameAll(seeds)}
        x={{ label: toName('epochs of retraining') }}
        y={{ label: toName('test error'), format: formatPercent }}
        references={[{ axis: 'x', value: 3, label: toName('rate drops'), variant: 'muted' }]}
      />
    </>
  );
}
