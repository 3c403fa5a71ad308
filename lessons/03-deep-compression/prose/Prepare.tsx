import { useCheckpoint } from '../../parts/nets.ts';
import { useDenseMeasurement } from '../lab/dense.ts';
import { useDraft, useTakenNet } from '../lab/net.ts';
import { RUNS, SLOTS } from '../lab/slots.ts';
import { useSettings } from '../settings.ts';

/** Draws nothing: keeps the lesson's nets in step with the controls and the runs. */
export function Prepare() {
  const { settings } = useSettings();
  useCheckpoint(SLOTS.dense, settings.net);
  useDraft();
  useTakenNet(RUNS.draft, SLOTS.draft);
  useTakenNet(RUNS.pipeline, SLOTS.made);
  useDenseMeasurement();
  return null;
}
