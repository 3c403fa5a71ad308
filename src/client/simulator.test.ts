import { describe, expect, it } from 'vitest';
import type { SimulationQuestion, SimulationReply } from '../protocol/simulation.ts';
import type { WorkerLike } from './connection.ts';
import { Simulator } from './simulator.ts';

const NONE = { points: [], loads: [], product: null };

/** Workers that answer when the test says so. */
function createWorkers() {
  const workers: {
    asked: unknown[];
    reply: (data: SimulationReply) => void;
    die: () => void;
    isEnded: boolean;
  }[] = [];
  const spawn = (): WorkerLike => {
    const listeners = new Map<string, (event: { data?: unknown; message?: string }) => void>();
    const own = {
      asked: [] as unknown[],
      isEnded: false,
      reply: (data: SimulationReply) => listeners.get('message')?.({ data }),
      die: () => listeners.get('error')?.({ message: 'no memory' }),
    };
    workers.push(own);
    return {
      postMessage: (message) => void own.asked.push(message),
      addEventListener: (kind, listener) => {
        listeners.set(kind, listener);
      },
      terminate: () => {
        own.isEnded = true;
      },
    };
  };
  return { workers, spawn };
}

const question = (depth: number): SimulationQuestion<'eie'> => ({
  kind: 'eie',
  layers: [{ kind: 'published', name: 'nt-we' }],
  sizes: [{ elements: 1, depth }],
});
const options = () => ({ signal: new AbortController().signal, onProgress: () => {} });

describe('the simulator', () => {
  it('has one question in one worker at a time, and tells how far it is', async () => {
    const { workers, spawn } = createWorkers();
    const simulator = new Simulator(spawn);
    const shares: number[] = [];
    const first = simulator.simulate(question(1), {
      ...options(),
      onProgress: (share) => shares.push(share),
    });
    const second = simulator.simulate(question(2), options());
    expect(workers).toHaveLength(1);
    expect(workers[0]!.asked).toEqual([{ question: question(1) }]);
    workers[0]!.reply({ kind: 'progressed', share: 0.5 });
    workers[0]!.reply({ kind: 'simulated', answer: NONE });
    expect(await first).toEqual(NONE);
    expect(shares).toEqual([0.5]);
    expect(workers[0]!.asked).toHaveLength(2);
    workers[0]!.reply({ kind: 'refused', failure: { code: 'unknown', values: {}, message: 'too deep' } });
    await expect(second).rejects.toThrow('too deep');
  });

  it('ends the worker of a question that nobody wants any more, and asks another the next', async () => {
    const { workers, spawn } = createWorkers();
    const simulator = new Simulator(spawn);
    const control = new AbortController();
    const first = simulator.simulate(question(1), { ...options(), signal: control.signal });
    const second = simulator.simulate(question(2), options());
    control.abort(new Error('not wanted'));
    await expect(first).rejects.toThrow('not wanted');
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false]);
    // What the ended worker still had to say is heard by nobody.
    workers[0]!.reply({ kind: 'simulated', answer: NONE });
    workers[1]!.die();
    await expect(second).rejects.toThrow('no memory');
  });

  it('forgets what was only waiting', async () => {
    const { workers, spawn } = createWorkers();
    const simulator = new Simulator(spawn);
    const control = new AbortController();
    const first = simulator.simulate(question(1), options());
    const second = simulator.simulate(question(2), { ...options(), signal: control.signal });
    control.abort(new Error('not wanted'));
    await expect(second).rejects.toThrow('not wanted');
    workers[0]!.reply({ kind: 'simulated', answer: NONE });
    await first;
    expect(workers[0]!.asked).toHaveLength(1);
    const third = simulator.simulate(question(3), options());
    simulator.close();
    await expect(third).rejects.toThrow('closed');
    expect(workers[0]!.isEnded).toBe(true);
  });
});
