import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { useEmphasis } from '../../parts/look.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { PUBLISHED, toGain } from '../lab/published.ts';
import { PHASES } from '../recipe.ts';

const words = {
  chart: { en: 'Through the phases', zh: '三个阶段' },
  numbers: { en: 'The numbers', zh: '数值' },
  title: { en: 'Published errors on ImageNet, phase by phase', zh: '论文在 ImageNet 上各阶段的错误率' },
  finding: {
    en: 'From the first dense phase to the last: {list}.',
    zh: '从最初的稠密网络到最后：{list}。',
  },
  entry: { en: '{net} gains {gain} points', zh: '{net} 降低 {gain} 个百分点' },
  separator: { en: ', ', zh: '，' },
  x: { en: 'phase', zh: '阶段' },
  y: { en: 'top-1 error (%)', zh: 'top-1 错误率（%）' },
  net: { en: 'Net', zh: '网络' },
  dense: { en: 'dense', zh: '稠密' },
  sparse: { en: 'sparse', zh: '稀疏' },
  again: { en: 're-dense', zh: '再次稠密' },
  gain: { en: 'points gained', zh: '降低的百分点' },
} as const;

/** What the paper's nets got wrong before, in and after the detour. */
export function PublishedFigure() {
  const say = useWords(words);
  return (
    <FigurePanel
      id="published"
      views={[
        { id: 'chart', label: say('chart'), content: <PublishedChart /> },
        { id: 'numbers', label: say('numbers'), grows: true, content: <PublishedTable /> },
      ]}
    />
  );
}

function PublishedChart() {
  const say = useWords(words);
  const { decimal } = useFormats();
  const write = (value: number) => decimal(value, 2);
  const list = PUBLISHED.map((net) => say('entry', { net: net.name, gain: write(toGain(net)) }));
  return (
    <LineChart
      id="published-errors"
      title={say('title')}
      finding={say('finding', { list: list.join(say('separator')) })}
      series={PUBLISHED.map(({ id, name, variant, marker, ...errors }) => ({
        ...{ id, label: name, variant, marker },
        points: PHASES.map((phase, x) => ({ x, y: errors[phase] })),
      }))}
      x={{
        label: say('x'),
        format: (value) => (PHASES[value] === undefined ? '' : say(PHASES[value])),
      }}
      y={{ label: say('y'), format: write }}
      {...useEmphasis(PUBLISHED.map(({ id }) => id))}
    />
  );
}

function PublishedTable() {
  const say = useWords(words);
  const { decimal } = useFormats();
  return (
    <NumberTable
      title={say('numbers')}
      columns={[say('net'), ...PHASES.map((phase) => say(phase)), say('gain')]}
      rows={PUBLISHED.map((net) => ({
        id: net.id,
        header: net.name,
        cells: [...PHASES.map((phase) => decimal(net[phase], 2)), decimal(toGain(net), 2)],
      }))}
    />
  );
}
