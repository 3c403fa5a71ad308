import { OtherNet } from '../../parts/prose/OtherNet.tsx';
import { useCut } from '../settings.ts';

/** Before a text whose numbers are of LeNet-300-100, while the figures show another net. */
export function OtherNetHere() {
  const { cut, change } = useCut();
  return (
    <OtherNet
      told="lenet-300-100"
      shown={cut.model}
      onBack={() => change({ model: 'lenet-300-100', ownLevels: {}, ownQualities: {} })}
    />
  );
}
