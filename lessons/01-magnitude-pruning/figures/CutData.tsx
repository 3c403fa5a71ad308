import { MODEL_DATASET } from '../../../src/spec/zoo.ts';
import { DataOnItsWay } from '../../parts/figures/DataOnItsWay.tsx';
import { useCut } from '../settings.ts';

/** What is to be said of the data of the lesson's net; nothing once it is there. */
export function CutData() {
  const { cut } = useCut();
  return <DataOnItsWay dataset={MODEL_DATASET[cut.model]} />;
}
