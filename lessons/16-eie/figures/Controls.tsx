import { Dial } from '../../parts/figures/Dial.tsx';
import { NetChoice } from '../lesson.ts';
import { SETTINGS } from '../settings.ts';

/** Which net, and how sparse. */
export function Controls() {
  return (
    <>
      <NetChoice />
      <Dial of={SETTINGS.sparsity} />
    </>
  );
}
