import { useMemo } from 'react';
import { findIdleShare } from '../../../src/math/eie/trace.ts';
import { ElementsChart } from '../../../src/plots/elements/ElementsChart.tsx';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { slider } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { Player } from '../../parts/figures/Player.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { ACTIVATIONS, ELEMENTS, traceExample, WEIGHTS } from '../lab/example.ts';

const words = {
  title: { en: 'Cycle {cycle} of {all}', zh: '第 {cycle} 个周期，共 {all} 个' },
  finding: {
    en: 'In cycle {cycle}, {busy} of {elements} elements work on an entry.',
    zh: '第 {cycle} 个周期里，{elements} 个单元中有 {busy} 个在处理条目。',
  },
  cycle: { en: 'Cycle', zh: '周期' },
  busy: { en: 'At work', zh: '在干活' },
  of: { en: 'of {n}', zh: '共 {n} 个' },
  sent: { en: 'Sent out', zh: '广播' },
  none: { en: 'nothing', zh: '无' },
  idle: { en: 'Idle, in all', zh: '全程空闲' },
  activations: { en: 'activations a', zh: '激活 a' },
  sums: { en: 'sums b', zh: '累加 b' },
  queues: { en: 'queues, work', zh: '队列与当前运算' },
  waits: { en: 'waits', zh: '等待' },
  empty: { en: 'nothing there', zh: '此列没有条目' },
} as const;

const DEPTH = slider('places', {
  label: { en: 'Places in each queue', zh: '每个队列的位置数' },
  initial: 1,
  ...{ min: 1, max: 4, step: 1, digits: 0 },
});
const FRAME_MS = 900;

/** A small matrix goes through four elements, cycle by cycle. */
export function WalkFigure() {
  const [depth] = useDial(DEPTH);
  const cycles = useMemo(() => traceExample(depth), [depth]);
  const [wanted, setAt] = useKeptState('walk-cycle', 0);
  const at = Math.min(wanted, cycles.length);
  const cycle = cycles[at - 1] ?? null;
  const say = useWords(words);
  const { integer, percent } = useFormats();
  const busy = cycle?.work.filter(({ kind }) => kind === 'entry').length ?? 0;
  const names = { cycle: integer(at), all: integer(cycles.length), busy: integer(busy), elements: ELEMENTS };
  return (
    <FigurePanel
      id="walk"
      controls={<Dial of={DEPTH} />}
      actions={<Player at={at} last={cycles.length} onMove={setAt} frameMs={FRAME_MS} />}
      readout={
        <Readout
          items={[
            { label: say('cycle'), value: names.cycle, detail: say('of', { n: names.all }) },
            { label: say('busy'), value: names.busy, detail: say('of', { n: ELEMENTS }) },
            {
              label: say('sent'),
              value: cycle === null || cycle.sent === null ? say('none') : `a${cycle.sent + 1}`,
            },
            { label: say('idle'), value: at === cycles.length ? percent(findIdleShare(cycles), 0) : '–' },
          ]}
        />
      }
    >
      <ElementsChart
        id="walk-elements"
        title={say('title', names)}
        finding={say('finding', names)}
        weights={WEIGHTS}
        activations={ACTIVATIONS}
        elements={ELEMENTS}
        depth={depth}
        cycle={cycle}
        labels={{
          activations: say('activations'),
          sums: say('sums'),
          queues: say('queues'),
          element: (element) => `PE ${element}`,
          idle: say('waits'),
          empty: say('empty'),
        }}
      />
    </FigurePanel>
  );
}
