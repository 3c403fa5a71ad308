import { ModelChoice } from '../../parts/figures/ModelChoice.tsx';
import { NetOnItsWay } from '../../parts/figures/NetOnItsWay.tsx';
import { useModelFailure } from '../../parts/nets.ts';
import { SLOTS } from '../lab/slots.ts';
import { useSharing } from '../settings.ts';

/** The net that the whole lesson works on. */
export function NetChoice() {
  const { sharing, change } = useSharing();
  return <ModelChoice model={sharing.model} onChange={(model) => change({ model })} />;
}

/** In the place of a figure of the lesson's net while it is not there. */
export function NetMissing() {
  const { sharing } = useSharing();
  return (
    <NetOnItsWay model={sharing.model} failure={useModelFailure(SLOTS.dense, sharing.model)}>
      <NetChoice />
    </NetOnItsWay>
  );
}
