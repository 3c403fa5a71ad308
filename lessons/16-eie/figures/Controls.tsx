import { Dial } from '../../parts/figures/Dial.tsx';
import { NetChoice } from '../lesson.ts';
import { SETTINGS } from '../settings.ts';

/** What the reader changes. */
export function Controls() {
  return (
    <>
      <NetChoice />
      <Dial of={SETTINGS.level} />
    </>
  );
}
