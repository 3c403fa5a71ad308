import { Dial } from '../../parts/figures/Dial.tsx';
import { NetChoice } from '../lesson.ts';
import { ENDS, METHOD } from '../settings.ts';

/** Which net, to which few values, and whether its ends take part. */
export function Controls() {
  return (
    <>
      <NetChoice />
      <Dial of={METHOD} />
      <Dial of={ENDS} />
    </>
  );
}
