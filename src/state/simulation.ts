/**
 * How a figure asks a simulated machine: as askers ask the engine, with how far it is, and a way to stop it.
 * A question that is no longer asked is stopped by itself where it takes long; what is short may end, since
 * another worker takes as long to start.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Simulator } from '../client/simulator.ts';
import type { SimulationAnswer, SimulationKind, SimulationQuestion } from '../protocol/simulation.ts';
import { withCode } from '../spec/failure.ts';
import { type Asker, createAsker } from './asker.ts';
import { createVersions } from './askers.ts';

/** How long a simulation that nobody asks for any more may go on. */
const PATIENCE_MS = 400;

export interface SimulationAsker<Kind extends SimulationKind>
  extends Asker<SimulationQuestion<Kind>, SimulationAnswer<Kind>> {
  /** The share of the simulation that is done; null while there is none. */
  readonly progress: StoreApi<number | null>;
  /** Stops the simulation, which then counts as failed: asked again, it begins again. */
  readonly stop: () => void;
}

export function createSimulationAsker<Kind extends SimulationKind>(
  simulator: Simulator,
): SimulationAsker<Kind> {
  const toVersion = createVersions<object>();
  const progress = createStore<number | null>(() => null);
  let running: { readonly key: string; readonly control: AbortController; readonly since: number } | null =
    null;
  // Arrays are told apart by which they are, not by what is in them.
  const toKey = (question: SimulationQuestion<Kind>) =>
    JSON.stringify(question, (_, value: unknown) =>
      ArrayBuffer.isView(value) ? `array ${toVersion(value)}` : value,
    );
  const stop = () =>
    running?.control.abort(withCode(new Error('the simulation was stopped'), 'simulationStopped', {}));
  const asker = createAsker<SimulationQuestion<Kind>, SimulationAnswer<Kind>>({
    toKey,
    answer: async (question) => {
      const own = { key: toKey(question), control: new AbortController(), since: Date.now() };
      running = own;
      progress.setState(0, true);
      try {
        return await simulator.simulate<Kind>(question, {
          signal: own.control.signal,
          onProgress: (share) => progress.setState(share, true),
        });
      } finally {
        if (running === own) {
          running = null;
          progress.setState(null, true);
        }
      }
    },
  });
  return {
    ...asker,
    ask(question) {
      const before = running;
      asker.ask(question);
      if (before === null || (question !== null && toKey(question) === before.key)) return;
      const left = Math.max(0, before.since + PATIENCE_MS - Date.now());
      setTimeout(() => before.control.abort(), left);
    },
    progress,
    stop,
  };
}
