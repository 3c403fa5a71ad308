import { formatPercent } from '../format.ts';
import type { ParetoGroup, ParetoPoint } from '../pareto/layout.ts';
import { ParetoChart } from '../pareto/ParetoChart.tsx';
import { useGalleryNames } from './useGalleryNames.ts';
import { useGalleryText } from './useGalleryText.ts';

const toPoint = (group: string, label: string, x: number, y: number): ParetoPoint => ({
  id: `${group} ${label}`,
  group,
  label,
  x,
  y,
});
const points = [
  toPoint('own', 'run 1', 1_066_455, 0.0137),
  toPoint('own', 'run 2', 132_040, 0.0139),
  toPoint('own', 'run 3', 61_000, 0.0152),
  toPoint('own', 'run 4', 64_500, 0.0171),
  toPoint('own', 'run 5', 27_400, 0.0166),
  toPoint('own', 'run 6', 14_200, 0.0203),
  toPoint('other', 'published', 27_000, 0.0158),
  toPoint('other', 'smaller', 8_560, 0.019),
];

/** Two costs against each other. */
export function FrontFigures() {
  const say = useGalleryText();
  const { nameAll } = useGalleryNames();
  const groups: readonly ParetoGroup[] = [
    {
      id: 'own',
      label: say('runs', '各次运行'),
      variant: 'accent',
      marker: 'circle',
      isFilled: true,
      hasFront: true,
      hasNames: true,
    },
    {
      id: 'other',
      label: say('others', '其他结果'),
      variant: 'pruned',
      marker: 'diamond',
      hasNames: true,
    },
  ];
  return (
    <ParetoChart
      id="front"
      title={say('Size against error', '文件大小与错误率')}
      finding={say('Five of six runs are beaten by no other.', '六次运行中有五次没有被其他运行比下去。')}
      groups={groups}
      points={nameAll(points).map((point) => ({
        ...point,
        label: say(point.label, point.label.replace('run', '运行')),
      }))}
      x={{ label: say('bytes', '字节数'), kind: 'log' }}
      y={{ label: say('test error', '测试错误率'), format: formatPercent }}
      words={{
        group: say('group', '来源'),
        name: say('name', '名称'),
        front: say('on the front', '在前沿上'),
      }}
    />
  );
}
