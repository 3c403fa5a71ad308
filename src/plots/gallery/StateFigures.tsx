import { LineChart } from '../lines/LineChart.tsx';
import type { PlotState } from '../types.ts';
import { useGalleryText } from './useGalleryText.ts';

export function StateFigures() {
  const say = useGalleryText();
  const states: readonly { readonly id: string; readonly title: string; readonly state: PlotState }[] = [
    {
      id: 'state-empty',
      title: say('Before anything has run', '还没有运行过'),
      state: {
        kind: 'empty',
        message: say(
          'Start the sweep to fill this curve in, a point at a time.',
          '开始扫描，曲线会一个点一个点地补全。',
        ),
      },
    },
    {
      id: 'state-loading',
      title: say('While data comes', '数据正在到来'),
      state: { kind: 'loading', message: say('Reading test images …', '正在读取测试图像……') },
    },
    {
      id: 'state-failed',
      title: say('After a failure', '出错之后'),
      state: {
        kind: 'failed',
        message: say(
          'The run stopped at step 412. Its weights are kept: press Resume.',
          '训练停在第 412 步。权重还在，按“继续”即可。',
        ),
      },
    },
  ];
  return states.map(({ id, title, state }) => (
    <LineChart
      key={id}
      id={id}
      title={title}
      finding=""
      state={state}
      series={[]}
      x={{ label: 'x' }}
      y={{ label: 'y' }}
    />
  ));
}
