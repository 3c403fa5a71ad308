/** The simulated machines by their kind: one row each, so that a kind without a machine does not compile. */
import { simulateEie } from '../math/eie/simulate.ts';
import { simulateTpu } from '../math/tpu/simulate.ts';
import type { SimulationAnswer, SimulationKind, SimulationQuestion } from '../protocol/simulation.ts';

type Simulate<Kind extends SimulationKind> = (
  question: SimulationQuestion<Kind>,
  report: (share: number) => void,
) => SimulationAnswer<Kind>;

const SIMULATORS: { readonly [Kind in SimulationKind]: Simulate<Kind> } = {
  eie: simulateEie,
  tpu: simulateTpu,
};

/** @param report told the share that is done, as often as the machine finds it worth saying */
export function simulate<Kind extends SimulationKind>(
  question: SimulationQuestion<Kind>,
  report: (share: number) => void,
): SimulationAnswer<Kind> {
  const { kind } = question as { readonly kind: Kind };
  return SIMULATORS[kind](question, report);
}
