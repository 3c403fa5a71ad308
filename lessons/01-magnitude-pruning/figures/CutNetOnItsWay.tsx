import { NetOnItsWay } from '../../parts/figures/NetOnItsWay.tsx';
import { useModelFailure } from '../../parts/nets.ts';
import { SLOTS } from '../lab/slots.ts';
import { useCut } from '../settings.ts';
import { CutModelChoice } from './CutModelChoice.tsx';

/** In the place of a figure of the lesson's net while it is not there. */
export function CutNetOnItsWay() {
  const { cut } = useCut();
  return (
    <NetOnItsWay model={cut.model} failure={useModelFailure(SLOTS.dense, cut.model)}>
      <CutModelChoice />
    </NetOnItsWay>
  );
}
