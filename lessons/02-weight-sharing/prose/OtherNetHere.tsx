import { OtherNet } from '../../parts/prose/OtherNet.tsx';
import { useSharing } from '../settings.ts';

/** Before a text whose numbers are of LeNet-300-100, while the figures show another net. */
export function OtherNetHere() {
  const { sharing, change } = useSharing();
  return (
    <OtherNet told="lenet-300-100" shown={sharing.model} onBack={() => change({ model: 'lenet-300-100' })} />
  );
}
