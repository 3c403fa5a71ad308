import { describe, expect, it, vi } from 'vitest';
import type { WorkerLike } from '../client/connection.ts';
import { Simulator } from '../client/simulator.ts';
import type { SimulationQuestion, SimulationReply } from '../protocol/simulation.ts';
import { createSimulationAsker } from './simulation.ts';

const NONE = { points: [], loads: [], product: null };

function createMachine() {
  const asked: SimulationQuestion[] = [];
  let reply: (data: SimulationReply) => void = () => {};
  const spawn = (): WorkerLike => ({
    postMessage: (message) => void asked.push((message as { question: SimulationQuestion }).question),
    addEventListener: (kind, listener) => {
      if (kind === 'message') reply = (data) => listener({ data });
    },
    terminate: () => {},
  });
  const asker = createSimulationAsker<'eie'>(new Simulator(spawn));
  asker.subscribe(() => {});
  return { asker, asked, reply: (data: SimulationReply) => reply(data) };
}

const codes = Uint8Array.of(1);
const active = Int32Array.of(0);
const question = (depth: number): SimulationQuestion<'eie'> => ({
  kind: 'eie',
  layers: [{ kind: 'codes', codes, rows: 1, active }],
  sizes: [{ elements: 1, depth }],
});

describe('a figure’s simulation', () => {
  it('tells how far it is, and is remembered', async () => {
    const { asker, asked, reply } = createMachine();
    asker.ask(question(1));
    reply({ kind: 'progressed', share: 0.25 });
    expect(asker.progress.getState()).toBe(0.25);
    reply({ kind: 'simulated', answer: NONE });
    await vi.waitFor(() => expect(asker.getState().status).toBe('ready'));
    expect(asker.progress.getState()).toBeNull();
    asker.ask(question(1));
    expect(asked).toHaveLength(1);
  });

  it('is stopped where another is asked, which is then at work', async () => {
    const { asker, asked, reply } = createMachine();
    asker.ask(question(1));
    asker.ask(question(2));
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    reply({ kind: 'simulated', answer: NONE });
    await vi.waitFor(() => expect(asker.getState().status).toBe('ready'));
    expect(asker.isAbout(question(2))).toBe(true);
    const others = [{ kind: 'codes' as const, codes: Uint8Array.of(1), rows: 1, active }];
    expect(asker.isAbout({ ...question(2), layers: others })).toBe(false);
  });

  it('stopped by the reader has failed with a code, and begins again when asked again', async () => {
    const { asker, asked } = createMachine();
    asker.ask(question(1));
    asker.stop();
    await vi.waitFor(() => expect(asker.getState().failure?.code).toBe('simulationStopped'));
    asker.ask(question(1));
    expect(asked).toHaveLength(2);
  });
});
