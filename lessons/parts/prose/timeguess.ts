/**
 * The question of how many times faster a changed net is, answered by what the scales measure on the reader's
 * machine.
 */
import { useModel } from '../../../src/state/hooks.ts';
import { definePrediction } from './prediction.tsx';

const TIMES = [1, 2, 5, 10] as const;

/** The one of the answers that is nearest, by ratio. */
export function findNearestTimes(ratio: number): string {
  const distance = (times: number) => Math.abs(Math.log(times / ratio));
  return String(TIMES.reduce((best, each) => (distance(each) < distance(best) ? each : best)));
}

/** @param slot holds the changed net; its faster form counts, where zeros are left out */
export function defineTimeGuess(id: string, denseSlot: string, slot: string) {
  const ask = { options: TIMES.map((times) => ({ id: String(times), label: `${times} ×` })) };
  return definePrediction(id, ask, () => {
    const dense = useModel(denseSlot, ({ ledger }) => ledger);
    const changed = useModel(slot, ({ ledger }) => ledger);
    if (dense === null || changed === null) return undefined;
    const { speed, latencyMs } = changed;
    return findNearestTimes(dense.latencyMs.median / (speed?.best ?? latencyMs).median);
  });
}
