import { Select } from '../../../src/ui/control/Select.tsx';
import { Switch } from '../../../src/ui/control/Switch.tsx';
import { useText } from '../../../src/ui/language/bilingual.ts';
import { useWords } from '../../parts/words.ts';
import { NetChoice, useSettings } from '../lesson.ts';
import { METHOD_NAMES, METHODS } from '../methods.ts';

const words = {
  method: { en: 'Each weight becomes', zh: '每个权重变成' },
  ends: { en: 'First and last layer, too', zh: '首尾两层也一起' },
} as const;

/** Which net, to which few values, and whether its ends take part. */
export function Controls() {
  const { settings, change } = useSettings();
  const say = useWords(words);
  const text = useText();
  return (
    <>
      <NetChoice />
      <Select
        label={say('method')}
        value={settings.method}
        options={METHOD_NAMES.map((id) => ({ id, label: text(METHODS[id].label) }))}
        onChange={(method) => change({ method })}
      />
      <Switch isOn={settings.ends} onChange={(ends) => change({ ends })}>
        {say('ends')}
      </Switch>
    </>
  );
}
