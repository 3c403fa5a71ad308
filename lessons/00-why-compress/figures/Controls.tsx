import { Dial } from '../../parts/figures/Dial.tsx';
import { NetChoice } from '../lesson.ts';
import { BITS, FORM, KEPT } from '../settings.ts';

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

/** Which net, and in which of its forms. */
export function FormControls() {
  return (
    <>
      <NetChoice />
      <Dial of={FORM} />
    </>
  );
}
