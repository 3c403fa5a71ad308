import { formatPercent } from '../format.ts';
import type { StreamPanel } from '../geometry/panels.ts';
import { LossChart } from '../loss/LossChart.tsx';
import { errorStream, lossStream } from './samples.ts';
import { useGalleryNames } from './useGalleryNames.ts';
import { useGalleryText } from './useGalleryText.ts';

const panels: readonly StreamPanel[] = [
  { id: 'loss', axis: { label: 'training loss', kind: 'log' }, series: [lossStream] },
  { id: 'error', axis: { label: 'error on the test images', format: formatPercent }, series: [errorStream] },
];
const boundaries = [
  { step: 600, label: 'epoch 2' },
  { step: 1200, label: '3' },
  { step: 1800, label: '4' },
];

export function LossFigures() {
  const say = useGalleryText();
  const { toName, nameAll } = useGalleryNames();
  return (
    <LossChart
      id="loss-live"
      title={say('A run as it goes', '进行中的一次训练')}
      caption={say(
        "Faint: each step's loss. Strong: its exponential mean.",
        '浅色是每一步的损失，深色是它的指数平均。',
      )}
      finding={say(
        'The loss falls from 2.3 to about 0.05; the test error ends at 2.36 %.',
        '损失从 2.3 降到约 0.05，测试错误率最后是 2.36%。',
      )}
      panels={panels.map(({ id, axis, series }) => ({
        id,
        axis: { ...axis, label: toName(axis.label) },
        series: nameAll(series),
      }))}
      boundaries={nameAll(boundaries)}
      stepsTotal={5000}
    />
  );
}
