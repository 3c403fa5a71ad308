import { ModelChoice } from '../../parts/figures/ModelChoice.tsx';
import { useCut } from '../settings.ts';

/** The net that the whole lesson works on. Layers keep their own numbers only as long as the net stays. */
export function CutModelChoice() {
  const { cut, change } = useCut();
  return (
    <ModelChoice model={cut.model} onChange={(model) => change({ model, ownLevels: {}, ownQualities: {} })} />
  );
}
