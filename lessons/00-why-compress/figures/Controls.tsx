import { useMemo } from 'react';
import { useRun } from '../../../src/state/hooks.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { Dial } from '../../parts/figures/Dial.tsx';
import { RunBar } from '../../parts/figures/RunBar.tsx';
import { useWords } from '../../parts/words.ts';
import { NetChoice, OWN, useSettings } from '../lesson.ts';
import { toOwnRecipe } from '../recipe.ts';
import { BITS, FORM, KEPT } from '../settings.ts';

const words = {
  start: { en: 'Make it small', zh: '压缩一次' },
  making: { en: 'Making it small', zh: '正在压缩' },
} as const;

/** Which net, and how small it is made. */
export function Controls() {
  return (
    <>
      <NetChoice />
      <Dial of={KEPT} />
      <Dial of={BITS} />
    </>
  );
}

/** The same, and the press that makes it: where the small net is looked at. */
export function MakeControls() {
  const { settings } = useSettings();
  const { status, start } = useRun(OWN, ({ status: now, actions }) => ({
    status: now,
    start: actions.start,
  }));
  const say = useWords(words);
  const isLive = status === 'queued' || status === 'starting' || status === 'running';
  return (
    <>
      <Controls />
      <Button isDisabled={isLive} onPress={() => void start(toOwnRecipe(settings))}>
        {say(isLive ? 'making' : 'start')}
      </Button>
    </>
  );
}

/** Makes the reader's own form, and says how far that is. */
export function MakeBar() {
  const { settings } = useSettings();
  const say = useWords(words);
  const recipe = useMemo(() => toOwnRecipe(settings), [settings]);
  return <RunBar name={OWN} startLabel={say('start')} recipe={recipe} />;
}

/** Which net, and in which of its forms. */
export function FormControls() {
  return (
    <>
      <NetChoice />
      <Dial of={FORM} />
    </>
  );
}
