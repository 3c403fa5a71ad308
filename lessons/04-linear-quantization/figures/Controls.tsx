import { Dial } from '../../parts/figures/Dial.tsx';
import { DIALS } from '../settings.ts';

export interface ControlsProps {
  readonly has?: readonly ('rule' | 'scheme' | 'per')[];
}

/** How the reader says what the grid is: the bits, and what else a figure is about. */
export function Controls({ has = [] }: ControlsProps) {
  return (
    <>
      <Dial of={DIALS.bits} />
      {has.includes('rule') && <Dial of={DIALS.rule} />}
      {has.includes('scheme') && <Dial of={DIALS.scheme} />}
      {has.includes('per') && <Dial of={DIALS.per} />}
    </>
  );
}
