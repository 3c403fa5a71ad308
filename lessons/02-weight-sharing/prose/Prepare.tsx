import { useEffect } from 'react';
import { useModel } from '../../../src/state/hooks.ts';
import { toKernels } from '../../parts/kernels.ts';
import { useCheckpoint, useModelOfEndedRun } from '../../parts/nets.ts';
import { useGuessMeasurement } from '../lab/guess.ts';
import { toShares } from '../lab/shares.ts';
import { RUNS, SLOTS } from '../lab/slots.ts';
import { useWrongMeasurement } from '../lab/wrong.ts';
import { type Sharing, useSharing } from '../settings.ts';
import { toSharedModel } from '../sharing.ts';

/** How long the controls must stand still before their net is made. */
const SETTLE_MS = 250;

/** Draws nothing: keeps the lesson's models in step with the controls, and measures what the opening question asks. */
export function Prepare() {
  const { sharing } = useSharing();
  useCheckpoint(SLOTS.dense, sharing.model);
  useSharedModel();
  useModelOfEndedRun(SLOTS.tuned, RUNS.tune);
  useWrongMeasurement();
  useGuessMeasurement();
  return null;
}

function useSharedModel(): void {
  const snapshot = useModel(SLOTS.dense, (state) => state.snapshot);
  const { loadSnapshot } = useModel(SLOTS.shared, ({ actions }) => actions);
  const { sharing } = useSharing();
  const key = JSON.stringify(sharing);
  useEffect(() => {
    const wanted = JSON.parse(key) as Sharing;
    if (snapshot === null || snapshot.spec.name !== wanted.model) return;
    const timer = setTimeout(() => {
      loadSnapshot(toSharedModel(snapshot, toShares(toKernels(snapshot), wanted))).catch(() => {});
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [snapshot, key, loadSnapshot]);
}
