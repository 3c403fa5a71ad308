import { useMemo } from 'react';
import { drawLayer } from '../../../src/math/eie/workloads.ts';
import { CodeBars } from '../../../src/plots/sharing/CodeBars.tsx';
import { slider } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { CHIP } from '../lab/published.ts';
import { lesson, useGuess } from '../lesson.ts';

const words = {
  title: { en: 'One column of Alex-6 on {n} elements', zh: 'Alex-6 的一列，分给 {n} 个单元' },
  finding: {
    en: 'An element has {mean} entries of this column on average; the busiest has {most}.',
    zh: '这一列平均每个单元有 {mean} 个条目，最多的有 {most} 个。',
  },
  entries: { en: 'entries', zh: '条目数' },
  element: { en: 'processing element', zh: '处理单元' },
  mean: { en: 'On average', zh: '平均' },
  most: { en: 'The busiest', zh: '最多' },
  idle1: { en: 'Idle, queues of 1', zh: '空闲，队列深度 1' },
  idle8: { en: 'Idle, queues of 8', zh: '空闲，队列深度 8' },
} as const;

const COLUMNS = 20;
const COLUMN = slider('of', {
  label: { en: 'Column', zh: '第几列' },
  initial: 1,
  ...{ min: 1, max: COLUMNS, step: 1, digits: 0 },
});

/** Entries of a column, element by element; the idle share once the guess stands. */
export function PredictFigure() {
  const [column] = useDial(COLUMN);
  const { isOpen } = useGuess();
  const counts = useMemo(() => drawLayer('alex-6', CHIP.elements, { columns: COLUMNS }).counts, []);
  const values = counts.subarray((column - 1) * CHIP.elements, column * CHIP.elements);
  const mean = values.reduce((sum, each) => sum + each, 0) / CHIP.elements;
  const most = values.reduce((largest, each) => Math.max(largest, each), 0);
  const say = useWords(words);
  const { integer, decimal, percent } = useFormats();
  const { idle1, idle8 } = lesson.results;
  const names = { n: CHIP.elements, mean: decimal(mean, 1), most: integer(most) };
  return (
    <FigurePanel
      id="predict"
      controls={<Dial of={COLUMN} />}
      readout={
        <Readout
          items={[
            { label: say('mean'), value: names.mean },
            { label: say('most'), value: names.most },
            { label: say('idle1'), value: isOpen ? percent(idle1, 0) : '–' },
            { label: say('idle8'), value: isOpen ? percent(idle8, 1) : '–' },
          ]}
        />
      }
    >
      <CodeBars
        id="predict-entries"
        title={say('title', names)}
        finding={say('finding', names)}
        values={values}
        valueLabel={say('entries')}
        codeLabel={say('element')}
        format={integer}
        variant="pruned"
      />
    </FigurePanel>
  );
}
