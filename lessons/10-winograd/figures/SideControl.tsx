import { Dial } from '../../parts/figures/Dial.tsx';
import { SIDE } from '../settings.ts';

/** How many outputs a tile has. */
export function SideControl() {
  return <Dial of={SIDE} />;
}
