import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { useWords } from '../../parts/words.ts';
import { useSettings } from '../lesson.ts';
import { PACES } from '../named.ts';
import { LIMITS } from '../settings.ts';

const words = {
  sparsity: { en: 'Weights of fc1 that go', zh: 'fc1 中剪去的权重' },
  bits: { en: 'Bits of a code', zh: '每个编号的位数' },
  convBits: { en: 'Bits of a code, convolutions', zh: '编号位数：卷积层' },
  fcBits: { en: 'Bits of a code, fully connected', zh: '编号位数：全连接层' },
  pace: { en: 'Training', zh: '训练' },
  quick: { en: 'under a minute', zh: '一分钟以内' },
  must: { en: 'some minutes', zh: '几分钟' },
} as const;

/** How much goes, and how many bits a code has. */
export function Controls() {
  const { settings, change } = useSettings();
  const say = useWords(words);
  const hasConv = settings.model === 'lenet-5';
  return (
    <>
      <SparsitySlider />
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
    </>
  );
}

/** How long the reader lets the net train. */
export function PaceChoice() {
  const { settings, change } = useSettings();
  const say = useWords(words);
  return (
    <Segmented
      label={say('pace')}
      value={settings.pace}
      options={PACES.map((id) => ({ id, label: say(id) }))}
      onChange={(pace) => change({ pace })}
    />
  );
}

/** How much of fc1 goes, and of the other layers in proportion. */
export function SparsitySlider() {
  const { settings, change } = useSettings();
  const say = useWords(words);
  return (
    <Slider
      label={say('sparsity')}
      value={settings.sparsity}
      onChange={(sparsity) => change({ sparsity })}
      {...LIMITS.sparsity}
      step={0.005}
      unit="%"
      digits={1}
    />
  );
}
