/**
 * The question of how many times faster a changed net is, answered by what the scales measure on the reader's
 * machine, where they time both in turn.
 */
import { areAlike } from '../../../src/math/statistics.ts';
import { useModel } from '../../../src/state/hooks.ts';
import type { ModelState } from '../../../src/state/modelstate.ts';
import { useTimesTogether } from '../../../src/state/timehooks.ts';
import { definePrediction } from './prediction.tsx';

const TIMES: readonly number[] = [1, 2, 5, 10];

/** The one of the answers that is nearest, by ratio. */
export function findNearestTimes(ratio: number, answers = TIMES): string {
  const distance = (times: number) => Math.abs(Math.log(times / ratio));
  return String(answers.reduce((best, each) => (distance(each) < distance(best) ? each : best)));
}

/** @param slot holds the changed net; its faster form counts, where zeros are left out */
export function defineTimeGuess(id: string, denseSlot: string, slot: string) {
  const ask = { options: TIMES.map((times) => ({ id: String(times), label: `${times} ×` })) };
  return definePrediction(id, ask, () => {
    const both = [useModel(denseSlot, toWeighed), useModel(slot, toWeighed)].flatMap(
      ({ ledger, snapshot }) => (ledger === null ? [] : [{ ledger, snapshot }]),
    );
    const { ledgers, isCompared } = useTimesTogether(both, false);
    const [dense, changed] = ledgers;
    if (!isCompared || dense === undefined || changed === undefined) return undefined;
    const { speed, latencyMs } = changed;
    const after = speed?.best ?? latencyMs;
    // Times that differ by less than they scatter are one time.
    if (areAlike(dense.latencyMs, after)) return findNearestTimes(1);
    return findNearestTimes(dense.latencyMs.median / after.median);
  });
}

const toWeighed = ({ ledger, snapshot }: ModelState) => ({ ledger, snapshot });
