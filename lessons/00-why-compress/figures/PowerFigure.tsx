import { useMemo } from 'react';
import { toWatts } from '../../../src/math/budget.ts';
import { MAC_PJ, READ_PJ } from '../../../src/math/energy.ts';
import { RowBars } from '../../../src/plots/rows/RowBars.tsx';
import { slider } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { BILLION } from '../lab/published.ts';
import { useGuess } from '../lesson.ts';

const words = {
  title: { en: 'Power of a net whose weights lie in DRAM', zh: '权重放在 DRAM 里的网络，功率多大' },
  closed: { en: '{watts} W in all. Guess first, in the text.', zh: '一共 {watts} W。请先在正文里猜一猜。' },
  open: {
    en: 'Of {watts} W, reading the weights takes {read} W and arithmetic {compute} W.',
    zh: '{watts} W 中，读取权重用掉 {read} W，计算用掉 {compute} W。',
  },
  all: { en: 'everything', zh: '合计' },
  read: { en: 'fetching weights', zh: '读取权重' },
  compute: { en: 'arithmetic', zh: '计算' },
  power: { en: 'power (W)', zh: '功率（W）' },
  where: { en: 'where it goes', zh: '用在哪里' },
  total: { en: 'Power', zh: '功率' },
  once: { en: 'One answer', zh: '回答一次' },
} as const;

const WEIGHTS = slider('weights', {
  label: { en: 'Weights (millions)', zh: '权重（百万个）' },
  initial: BILLION.weights / 1e6,
  ...{ min: 1, max: 10_000, step: 1, scale: 'log', digits: 0 },
});
const RATE = slider('hertz', {
  label: { en: 'Answers a second', zh: '每秒回答次数' },
  initial: BILLION.perSecond,
  ...{ min: 1, max: 100, step: 1, scale: 'log', digits: 0 },
});

/** A net as large and as busy as the reader likes; what its power is for comes with the guess. */
export function PowerFigure() {
  const [millions] = useDial(WEIGHTS);
  const [perSecond] = useDial(RATE);
  const { isOpen } = useGuess();
  const say = useWords(words);
  const { decimal } = useFormats();
  const weights = millions * 1e6;
  const read = toWatts(weights * READ_PJ.dram, perSecond);
  const compute = toWatts(weights * MAC_PJ.float32, perSecond);
  const write = (watts: number) => decimal(watts, watts < 0.1 ? 4 : watts < 10 ? 2 : 1);
  const rows = useMemo(() => {
    const all = { id: 'all', label: say('all'), variant: 'dense', values: [read + compute] } as const;
    if (!isOpen) return [all];
    return [
      all,
      { id: 'read', label: say('read'), variant: 'quantized', values: [read] } as const,
      { id: 'compute', label: say('compute'), variant: 'pruned', values: [compute] } as const,
    ];
  }, [read, compute, isOpen, say]);
  const numbers = { watts: write(read + compute), read: write(read), compute: write(compute) };
  const joules = (read + compute) / perSecond;
  return (
    <FigurePanel
      id="power"
      controls={
        <>
          <Dial of={WEIGHTS} />
          <Dial of={RATE} />
        </>
      }
      readout={
        <Readout
          items={[
            { label: say('once'), value: `${decimal(joules * 1000, 1)} mJ` },
            { label: say('total'), value: `${numbers.watts} W` },
            { label: say('read'), value: isOpen ? `${numbers.read} W` : '–' },
            { label: say('compute'), value: isOpen ? `${numbers.compute} W` : '–' },
          ]}
        />
      }
    >
      <RowBars
        id="power-rows"
        title={say('title')}
        finding={say(isOpen ? 'open' : 'closed', numbers)}
        showFinding
        rows={rows}
        parts={[{ id: 'power', label: say('power') }]}
        valueLabel={say('power')}
        rowLabel={say('where')}
        format={(value) => decimal(value, value < 0.1 ? 3 : 2)}
      />
    </FigurePanel>
  );
}
