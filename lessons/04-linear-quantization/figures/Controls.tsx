import { GRID_SCHEMES } from '../../../src/math/lineargrid.ts';
import { RANGE_RULES } from '../../../src/math/ranges.ts';
import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import { Select } from '../../../src/ui/control/Select.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { useWords } from '../../parts/words.ts';
import { useSettings } from '../lesson.ts';
import { BITS, GRAINS } from '../settings.ts';

const words = {
  bits: { en: 'Bits for a weight', zh: '每个权重的位数' },
  rule: { en: 'Ends of the grid', zh: '网格的两端' },
  extent: { en: 'least and largest weight', zh: '最小与最大权重' },
  percentile: { en: '99.9 % of the weights', zh: '覆盖 99.9% 的权重' },
  deviations: { en: 'where the handles are', zh: '手柄所在处' },
  leastSquares: { en: 'least squared error', zh: '平方误差最小处' },
  gauss: { en: 'best for a normal law', zh: '按正态分布最优' },
  laplace: { en: 'best for a Laplace law', zh: '按拉普拉斯分布最优' },
  scheme: { en: 'Zero', zh: '零' },
  symmetric: { en: 'middle', zh: '居中' },
  restricted: { en: 'middle, ends alike', zh: '居中且两端对称' },
  asymmetric: { en: 'where it falls', zh: '随权重而定' },
  per: { en: 'A step for', zh: '步长' },
  tensor: { en: 'each layer', zh: '每层一个' },
  channel: { en: 'each channel', zh: '每通道一个' },
} as const;

export interface ControlsProps {
  readonly has?: readonly ('rule' | 'scheme' | 'per')[];
}

/** How the reader says what the grid is: the bits, and what else a figure is about. */
export function Controls({ has = [] }: ControlsProps) {
  const { settings, change } = useSettings();
  const say = useWords(words);
  return (
    <>
      <Slider label={say('bits')} value={settings.bits} onChange={(bits) => change({ bits })} {...BITS} />
      {has.includes('rule') && (
        <Select
          label={say('rule')}
          value={settings.rule}
          options={RANGE_RULES.map((id) => ({ id, label: say(id) }))}
          onChange={(rule) => change({ rule })}
        />
      )}
      {has.includes('scheme') && (
        <Select
          label={say('scheme')}
          value={settings.scheme}
          options={GRID_SCHEMES.map((id) => ({ id, label: say(id) }))}
          onChange={(scheme) => change({ scheme })}
        />
      )}
      {has.includes('per') && (
        <Segmented
          label={say('per')}
          value={settings.per}
          options={GRAINS.map((id) => ({ id, label: say(id) }))}
          onChange={(per) => change({ per })}
        />
      )}
    </>
  );
}
