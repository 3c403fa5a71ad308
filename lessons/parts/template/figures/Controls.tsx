import { Slider } from '../../../../src/ui/control/Slider.tsx';
import { useWords } from '../../words.ts';
import { NetChoice, useSettings } from '../lesson.ts';
import { LEVEL } from '../settings.ts';

const words = { level: { en: 'Weights that go', zh: '剪去的权重' } } as const;

/** What the reader changes. */
export function Controls() {
  const { settings, change } = useSettings();
  const say = useWords(words);
  return (
    <>
      <NetChoice />
      <Slider
        label={say('level')}
        value={settings.level}
        onChange={(level) => change({ level })}
        {...LEVEL}
        step={0.01}
        unit="%"
        digits={0}
      />
    </>
  );
}
