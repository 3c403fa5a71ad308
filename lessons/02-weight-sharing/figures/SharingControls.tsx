import { Button } from '../../../src/ui/control/Button.tsx';
import { Select } from '../../../src/ui/control/Select.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import styles from '../../parts/figures/figures.module.css';
import { useKernels } from '../../parts/nets.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { SLOTS } from '../lab/slots.ts';
import { isConvolution, MOST_BITS, MOST_PRUNED, STARTS, useSharing } from '../settings.ts';

const words = {
  fc: { en: 'Bits for a weight', zh: '每个权重的位数' },
  fcOfBoth: { en: 'Bits in dense layers', zh: '全连接层的位数' },
  conv: { en: 'Bits in convolutions', zh: '卷积层的位数' },
  values: { en: '{n} values', zh: '{n} 种取值' },
  init: { en: 'Centroids begin', zh: '质心的初值' },
  linear: { en: 'linear: at equal distances', zh: '线性：等距放置' },
  density: { en: 'density: at equal shares', zh: '密度：等份放置' },
  forgy: { en: 'Forgy: on random weights', zh: 'Forgy：随机抽取' },
  draw: { en: 'Draw {n}: draw again', zh: '第 {n} 次抽取：再抽一次' },
  prune: { en: 'Pruned first', zh: '先剪去' },
  left: { en: '{n} weights left', zh: '剩下 {n} 个权重' },
} as const;

export interface SharingControlsProps {
  readonly hasStart?: boolean;
  readonly hasPrune?: boolean;
}

/** How the reader says what is shared: bits by kind of layer and, where the figure needs them, start and pruning. */
export function SharingControls({ hasStart = false, hasPrune = false }: SharingControlsProps) {
  const { sharing, change } = useSharing();
  const kernels = useKernels(SLOTS.dense, sharing.model);
  const hasConv = kernels.some(({ shape }) => isConvolution(shape));
  const weights = kernels.reduce((sum, { values }) => sum + values.length, 0);
  const say = useWords(words);
  const { integer } = useFormats();
  return (
    <div className={styles.controls}>
      {hasConv && (
        <Slider
          label={say('conv')}
          value={sharing.convBits}
          onChange={(convBits) => change({ convBits })}
          min={1}
          max={MOST_BITS}
          step={1}
          digits={0}
          description={say('values', { n: 2 ** sharing.convBits })}
        />
      )}
      <Slider
        label={say(hasConv ? 'fcOfBoth' : 'fc')}
        value={sharing.fcBits}
        onChange={(fcBits) => change({ fcBits })}
        min={1}
        max={MOST_BITS}
        step={1}
        digits={0}
        description={say('values', { n: 2 ** sharing.fcBits })}
      />
      {hasPrune && (
        <Slider
          label={say('prune')}
          value={sharing.prune}
          onChange={(prune) => change({ prune })}
          min={0}
          max={MOST_PRUNED}
          step={0.01}
          unit="%"
          digits={0}
          description={say('left', { n: integer(weights - Math.round(weights * sharing.prune)) })}
        />
      )}
      {hasStart && (
        <Select
          label={say('init')}
          value={sharing.init}
          options={STARTS.map((id) => ({ id, label: say(id) }))}
          onChange={(init) => change({ init })}
        />
      )}
      {hasStart && sharing.init === 'forgy' && (
        <Button size="small" onPress={() => change({ draw: sharing.draw + 1 })}>
          {say('draw', { n: sharing.draw })}
        </Button>
      )}
    </div>
  );
}
