import { Button } from '../../../src/ui/control/Button.tsx';
import { Select } from '../../../src/ui/control/Select.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { useDenseKernels, useSettings } from '../lesson.ts';
import { BITS, isConvolution, PRUNED, SETTINGS, STARTS, toNextDraw } from '../settings.ts';

const words = {
  fc: { en: 'Bits for a weight', zh: '每个权重的位数' },
  fcOfBoth: { en: 'Bits in dense layers', zh: '全连接层的位数' },
  conv: { en: 'Bits in convolutions', zh: '卷积层的位数' },
  values: { en: '{label}: {n} values', zh: '{label}：{n} 种取值' },
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

/**
 * How the reader says what is shared: bits by kind of layer and, where the figure needs them or another
 * section has set them, start and pruning.
 */
export function SharingControls(props: SharingControlsProps) {
  const { settings, change } = useSettings();
  const { fcBits, convBits, init, draw, prune } = settings;
  const hasStart = props.hasStart || init !== SETTINGS.init.codec.initial;
  const hasPrune = props.hasPrune || prune !== SETTINGS.prune.codec.initial;
  const hasConv = useDenseKernels().some(({ shape }) => isConvolution(shape));
  const say = useWords(words);
  const toLabel = (key: 'fc' | 'fcOfBoth' | 'conv', bits: number) =>
    say('values', { label: say(key), n: 2 ** bits });
  return (
    <>
      {hasConv && (
        <Slider
          label={toLabel('conv', convBits)}
          value={convBits}
          onChange={(next) => change({ convBits: next })}
          {...BITS}
        />
      )}
      <Slider
        label={toLabel(hasConv ? 'fcOfBoth' : 'fc', fcBits)}
        value={fcBits}
        onChange={(next) => change({ fcBits: next })}
        {...BITS}
      />
      {hasPrune && <PruneSlider />}
      {hasStart && (
        <Select
          label={say('init')}
          value={init}
          options={STARTS.map((id) => ({ id, label: say(id) }))}
          onChange={(next) => change({ init: next })}
        />
      )}
      {hasStart && init === 'forgy' && (
        <Button size="small" onPress={() => change(toNextDraw(settings))}>
          {say('draw', { n: draw })}
        </Button>
      )}
    </>
  );
}

/** How much goes before anything is shared. */
export function PruneSlider() {
  const { settings, change } = useSettings();
  const weights = useDenseKernels().reduce((sum, { values }) => sum + values.length, 0);
  const say = useWords(words);
  const { integer } = useFormats();
  const left = say('left', { n: integer(weights - Math.round(weights * settings.prune)) });
  return (
    <Slider
      label={settings.prune > 0 ? `${say('prune')}: ${left}` : say('prune')}
      value={settings.prune}
      onChange={(prune) => change({ prune })}
      {...PRUNED}
    />
  );
}
