import { Dial } from '../../parts/figures/Dial.tsx';
import { NetChoice } from '../lesson.ts';
import { FORMAT } from '../settings.ts';

/** Which net, and in which format. */
export function Controls() {
  return (
    <>
      <NetChoice />
      <Dial of={FORMAT} />
    </>
  );
}
