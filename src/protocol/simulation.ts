/**
 * What the page asks of the worker of the simulated machines. It is apart from the engine: a simulation needs
 * no tensor, must not wait for a training, and is stopped by ending its worker. A machine is a row of
 * `Simulations`; its question holds all that it works on.
 */
import type { EieAnswer, EieQuestion } from '../math/eie/simulate.ts';
import type { TpuAnswer, TpuQuestion } from '../math/tpu/simulate.ts';
import type { Failure } from '../spec/failure.ts';

/** Machines, each with its question and what answers it. */
export interface Simulations {
  eie: { question: EieQuestion; answer: EieAnswer };
  tpu: { question: TpuQuestion; answer: TpuAnswer };
}

export type SimulationKind = keyof Simulations;

export type SimulationQuestion<Kind extends SimulationKind = SimulationKind> = {
  [Each in Kind]: { readonly kind: Each } & Simulations[Each]['question'];
}[Kind];

export type SimulationAnswer<Kind extends SimulationKind = SimulationKind> = Simulations[Kind]['answer'];

/** Page to simulator, one at a time. */
export interface SimulationRequest {
  readonly question: SimulationQuestion;
}

/** Simulator to page: how far it is, and then one of the two others. */
export type SimulationReply =
  | { readonly kind: 'progressed'; readonly share: number }
  | { readonly kind: 'simulated'; readonly answer: SimulationAnswer }
  | { readonly kind: 'refused'; readonly failure: Failure };
