/** The thread of the simulated machines: one question at a time; whoever wants no answer ends it. */
import type { SimulationReply, SimulationRequest } from '../protocol/simulation.ts';
import { toFailure } from '../spec/failure.ts';
import { simulate } from './simulators.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;

scope.onmessage = ({ data: { question } }: MessageEvent<SimulationRequest>) => {
  const reply = (each: SimulationReply) => scope.postMessage(each);
  try {
    const answer = simulate(question, (share) => reply({ kind: 'progressed', share }));
    reply({ kind: 'simulated', answer });
  } catch (error) {
    reply({ kind: 'refused', failure: toFailure(error) });
  }
};
