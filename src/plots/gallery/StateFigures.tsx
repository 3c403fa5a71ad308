import { LineChart } from '../lines/LineChart.tsx';
import type { PlotState } from '../types.ts';

const states: readonly { readonly id: string; readonly title: string; readonly state: PlotState }[] = [
  {
    id: 'state-empty',
    title: 'Before anything has run',
    state: { kind: 'empty', message: 'Start the sweep to fill this curve in, a point at a time.' },
  },
  {
    id: 'state-loading',
    title: 'While data comes',
    state: { kind: 'loading', message: 'Reading test images …' },
  },
  {
    id: 'state-failed',
    title: 'After a failure',
    state: { kind: 'failed', message: 'The run stopped at step 412. Its weights are kept: press Resume.' },
  },
];

export function StateFigures() {
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
