import { useEffect, useRef } from 'react';
import { useModel, useRun } from '../../../src/state/hooks.ts';
import { useCurveMeasurement } from '../lab/curve.ts';
import { toCuts, toKernels, toPrunedModel } from '../lab/kernels.ts';
import { RUNS, SLOTS } from '../lab/slots.ts';
import { useWrongMeasurement } from '../lab/wrong.ts';
import { useCut } from '../settings.ts';

/** How long the cut must stand still before its net is made. */
const SETTLE_MS = 200;

/** Draws nothing: keeps the lesson's models in step with the controls, and measures the curve without retraining. */
export function Prepare() {
  useDenseModel();
  useCutModel();
  useRetrainedModel();
  useWrongMeasurement();
  useCurveMeasurement();
  return null;
}

function useDenseModel(): void {
  const { cut } = useCut();
  const loaded = useModel(SLOTS.dense, ({ summary }) => summary?.name);
  const { loadCheckpoint } = useModel(SLOTS.dense, ({ actions }) => actions);
  useEffect(() => {
    if (loaded !== cut.model) loadCheckpoint(cut.model).catch(() => {}); // the slot's state says why
  }, [loaded, cut.model, loadCheckpoint]);
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

function useRetrainedModel(): void {
  const ledger = useRun(RUNS.retrain, (run) => run.ledger);
  const { fromRun } = useModel(SLOTS.retrained, ({ actions }) => actions);
  const taken = useRef(ledger);
  useEffect(() => {
    if (ledger === null || ledger === taken.current) return;
    taken.current = ledger;
    fromRun(RUNS.retrain).catch(() => {});
  }, [ledger, fromRun]);
}
