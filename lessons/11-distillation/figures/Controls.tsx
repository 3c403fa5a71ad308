import { Dial } from '../../parts/figures/Dial.tsx';
import { NetChoice } from '../lesson.ts';
import { IMAGES, SHARE, TEMPERATURE } from '../settings.ts';

/** Who teaches, what the student sees, and how soft its teacher's answers are. */
export function Controls() {
  return (
    <>
      <NetChoice />
      <Dial of={IMAGES} />
      <Dial of={TEMPERATURE} />
      <Dial of={SHARE} />
    </>
  );
}
