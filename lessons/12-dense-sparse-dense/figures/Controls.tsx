import { Dial } from '../../parts/figures/Dial.tsx';
import { NetChoice } from '../lesson.ts';
import { FIRST, REBORN, SHARE } from '../settings.ts';

/** Which net, what goes of it, and, where weights come back, how. */
export function Controls({ comesBack = true }: { readonly comesBack?: boolean }) {
  return (
    <>
      <NetChoice />
      <Dial of={SHARE} />
      <Dial of={FIRST} />
      {comesBack && <Dial of={REBORN} />}
    </>
  );
}
