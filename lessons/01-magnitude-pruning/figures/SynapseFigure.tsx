import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { useFormats, useWords } from '../../parts/words.ts';

const words = {
  title: { en: 'Synapses of a brain, in trillions', zh: '大脑的突触数量（万亿）' },
  x: { en: 'age (years)', zh: '年龄（岁）' },
  y: { en: 'trillions of synapses', zh: '突触（万亿）' },
  series: { en: 'synapses', zh: '突触' },
  newborn: { en: 'newborn', zh: '新生儿' },
  one: { en: 'one year old', zh: '一岁' },
  adolescent: { en: 'adolescent', zh: '青少年' },
  finding: {
    en: 'From 50 trillion in a newborn to 1,000 trillion at one year, then down to 500 trillion in an adolescent.',
    zh: '新生儿 50 万亿，一岁时 1000 万亿，到青少年时降至 500 万亿。',
  },
  caption: {
    en: 'After Song Han, Stanford CS231n, 2017. “Adolescent” is drawn at 15 years; straight lines join the three figures.',
    zh: '数据引自 Song Han 在斯坦福 CS231n 的讲座（2017）。“青少年”画在 15 岁处；三点之间以直线相连。',
  },
} as const;

/**
 * Song Han, "Efficient Methods and Hardware for Deep Learning", CS231n lecture 15, 2017. The age of
 * "adolescent" is ours.
 */
const SYNAPSES = [
  { age: 0, trillions: 50, who: 'newborn' },
  { age: 1, trillions: 1000, who: 'one' },
  { age: 15, trillions: 500, who: 'adolescent' },
] as const;

/** Grow, then prune: three figures. */
export function SynapseFigure() {
  const say = useWords(words);
  const { integer } = useFormats();
  return (
    <FigurePanel id="synapses">
      <LineChart
        id="synapses"
        title={say('title')}
        finding={say('finding')}
        caption={say('caption')}
        series={[
          {
            id: 'synapses',
            label: say('series'),
            variant: 'accent',
            points: SYNAPSES.map(({ age, trillions, who }) => ({ x: age, y: trillions, note: say(who) })),
          },
        ]}
        x={{ label: say('x'), domain: [0, 16], format: integer }}
        y={{ label: say('y'), domain: [0, 1100], format: integer }}
      />
    </FigurePanel>
  );
}
