/** The simulated machines by their kind: one row each, so that a kind without a machine does not compile. */
import { simulateEie } from '../math/eie/simulate.ts';
import type { SimulationAnswer, SimulationKind, SimulationQuestion } from '../protocol/simulation.ts';

type Simulate<Kind extends SimulationKind> = (
  question: SimulationQuestion<Kind>,
  report: (share: number) => void,
) => SimulationAnswer<Kind>;

const SIMULATORS: { readonly [Kind in SimulationKind]: Simulate<Kind> } = { eie: simulateEie };

/** @param report told the share that is done, as often as the machine finds it worth saying */
export function simulate(question: SimulationQuestion, report: (share: number) => void): SimulationAnswer {
  return SIMULATORS[question.kind](question, report);
}
