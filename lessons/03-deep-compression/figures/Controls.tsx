import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import styles from '../../parts/figures/figures.module.css';
import { useWords } from '../../parts/words.ts';
import { NETS, PACES } from '../named.ts';
import { toDefaults } from '../recipe.ts';
import { LIMITS, usePace, useSettings } from '../settings.ts';

const words = {
  net: { en: 'Net', zh: '网络' },
  'lenet-300-100': { en: 'LeNet-300-100', zh: 'LeNet-300-100' },
  'lenet-5': { en: 'LeNet-5', zh: 'LeNet-5' },
  sparsity: { en: 'Weights of fc1 that go', zh: 'fc1 中剪去的权重' },
  bits: { en: 'Bits of a code', zh: '每个编码的位数' },
  convBits: { en: 'Bits of a code, convolutions', zh: '编码位数：卷积层' },
  fcBits: { en: 'Bits of a code, fully connected', zh: '编码位数：全连接层' },
  pace: { en: 'Training', zh: '训练' },
  quick: { en: 'under a minute', zh: '一分钟以内' },
  must: { en: 'some minutes', zh: '几分钟' },
} as const;

/** Which net the whole lesson works on. */
export function NetChoice() {
  const { settings, change } = useSettings();
  const say = useWords(words);
  return (
    <Segmented
      label={say('net')}
      value={settings.net}
      options={NETS.map((id) => ({ id, label: say(id) }))}
      onChange={(net) => change(toDefaults(net))}
    />
  );
}

/** How much goes, and how many bits a code has. */
export function Controls() {
  const { settings, change } = useSettings();
  const say = useWords(words);
  const hasConv = settings.net === 'lenet-5';
  return (
    <div className={styles.controls}>
      <Slider
        label={say('sparsity')}
        value={settings.sparsity}
        onChange={(sparsity) => change({ sparsity })}
        {...LIMITS.sparsity}
        step={0.005}
        unit="%"
        digits={1}
      />
      {hasConv && (
        <Slider
          label={say('convBits')}
          value={settings.convBits}
          onChange={(convBits) => change({ convBits })}
          {...LIMITS.bits}
          step={1}
          digits={0}
        />
      )}
      <Slider
        label={say(hasConv ? 'fcBits' : 'bits')}
        value={settings.fcBits}
        onChange={(fcBits) => change({ fcBits })}
        {...LIMITS.bits}
        step={1}
        digits={0}
      />
    </div>
  );
}

/** How long the reader lets the net train. */
export function PaceChoice() {
  const [pace, setPace] = usePace();
  const say = useWords(words);
  return (
    <Segmented
      label={say('pace')}
      value={pace}
      options={PACES.map((id) => ({ id, label: say(id) }))}
      onChange={setPace}
    />
  );
}
