/** A weight that takes the same small step again and again, with a float32 copy behind it or without. */
import { roundToFloat, SMALL_FLOATS, type SmallFloatName } from '../../../src/math/smallfloat.ts';

export interface UpdateTrace {
  /** The weight before the first step and after each. */
  readonly stored: readonly number[];
  /** What the net reads where a float32 copy takes the steps. */
  readonly withMaster: readonly number[];
}

export function traceUpdates(
  format: SmallFloatName,
  start: number,
  step: number,
  steps: number,
): UpdateTrace {
  const round = (value: number) => roundToFloat(SMALL_FLOATS[format], value);
  let stored = round(start);
  let master = Math.fround(start);
  const trace = { stored: [stored], withMaster: [round(master)] };
  for (let at = 0; at < steps; at++) {
    stored = round(stored + step);
    master = Math.fround(master + step);
    trace.stored.push(stored);
    trace.withMaster.push(round(master));
  }
  return trace;
}
