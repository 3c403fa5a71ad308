import { OtherNet } from '../../parts/prose/OtherNet.tsx';
import { DEFAULTS } from '../recipe.ts';
import { useSettings } from '../settings.ts';

/** Before a text whose numbers are of LeNet-300-100, while the figures show another net. */
export function OtherNetHere() {
  const { settings, change } = useSettings();
  return <OtherNet told="lenet-300-100" shown={settings.net} onBack={() => change(DEFAULTS)} />;
}
