import { useEffect } from 'react';
import { useModel } from '../../../src/state/hooks.ts';
import { toKernels } from '../../parts/kernels.ts';
import { useCheckpoint, useModelOfEndedRun } from '../../parts/nets.ts';
import { useCurveMeasurement } from '../lab/curve.ts';
import { toCuts, toPrunedModel } from '../lab/kernels.ts';
import { RUNS, SLOTS } from '../lab/slots.ts';
import { useWrongMeasurement } from '../lab/wrong.ts';
import { useCut } from '../settings.ts';

/** How long the cut must stand still before its net is made. */
const SETTLE_MS = 200;

/** Draws nothing: keeps the lesson's models in step with the controls, and measures the curve without retraining. */
export function Prepare() {
  const { cut } = useCut();
  useCheckpoint(SLOTS.dense, cut.model);
  useCutModel();
  useModelOfEndedRun(SLOTS.retrained, RUNS.retrain);
  useWrongMeasurement();
  useCurveMeasurement();
  return null;
}

function useCutModel(): void {
  const snapshot = useModel(SLOTS.dense, (state) => state.snapshot);
  const { loadSnapshot } = useModel(SLOTS.cut, ({ actions }) => actions);
  const { cut } = useCut();
  const key = JSON.stringify(cut);
  // biome-ignore lint/correctness/useExhaustiveDependencies: key stands for cut
  useEffect(() => {
    if (snapshot === null || snapshot.spec.name !== cut.model) return;
    const timer = setTimeout(() => {
      loadSnapshot(toPrunedModel(snapshot, toCuts(toKernels(snapshot), cut))).catch(() => {});
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [snapshot, key, loadSnapshot]);
}
