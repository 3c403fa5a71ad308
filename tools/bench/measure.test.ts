import { describe, expect, it } from 'vitest';
import type { Contender, Group } from './contenders.ts';
import { type Asker, compare, measureGroup, turn, warmUp } from './measure.ts';
import type { Answers, Command } from './messages.ts';
import { type BenchOptions, parseOptions } from './options.ts';

const BATCH = 10;
const OPTIONS: BenchOptions = {
  ...parseOptions(['train', '--batch', String(BATCH)]),
  rounds: 3,
  sliceMs: 100,
  warmUpMs: 50,
  capMs: 1000,
};

interface Behaviour {
  readonly stepMs: number;
  readonly loss?: number;
  readonly failure?: string;
}

/** Workers without any work: they tell times that their engine would have taken. */
class FakeWorkers implements Asker {
  readonly order: string[] = [];
  readonly open_ = new Set<string>();
  readonly #behaviours: Readonly<Record<string, Behaviour>>;

  constructor(behaviours: Readonly<Record<string, Behaviour>>) {
    this.#behaviours = behaviours;
  }

  async open(key: string): Promise<void> {
    this.open_.add(key);
  }

  async close(key: string): Promise<void> {
    this.open_.delete(key);
  }

  async ask<K extends keyof Answers>(key: string, command: Extract<Command, { kind: K }>, limitMs: number) {
    return this.#answer(key, command as Command, limitMs) as Answers[K];
  }

  #answer(key: string, command: Command, limitMs: number): Answers[keyof Answers] {
    if (command.kind === 'roofs') throw new Error('nobody asks for all roofs here');
    if (command.kind === 'roof') {
      this.order.push('roof');
      return 50;
    }
    if (command.kind === 'release') return null;
    const behaviour = this.#behaviours[key] as Behaviour;
    if (command.kind === 'prepare') {
      if (behaviour.failure !== undefined)
        throw new Error(`page.evaluate: Error: ${behaviour.failure}\n  at`);
      return { device: `${key} device` };
    }
    this.order.push(command.isCold ? `cold ${key}` : key);
    const steps = Math.max(1, Math.ceil(command.minimumMs / behaviour.stepMs));
    if (steps * behaviour.stepMs > limitMs) throw new Error(`took longer than ${limitMs / 1000} s`);
    return { images: steps * BATCH, elapsedMs: steps * behaviour.stepMs, loss: behaviour.loss ?? 2 };
  }
}

function createGroup(...engines: string[]): Group {
  const contenders = engines.map(
    (engine): Contender => ({
      engine,
      workers: 1,
      worker: 'ours',
      workerKey: engine,
      task: { kind: 'train', net: 'lenet-5', batch: BATCH, workers: 1, backend: 'wasm' },
      isStock: false,
      tolerance: 1e-3,
    }),
  );
  return { net: 'lenet-5', flopsPerImage: 1e6, contenders };
}

describe('turn', () => {
  it('lets everybody be first once', () => {
    const items = ['a', 'b', 'c'];
    expect([0, 1, 2, 3].map((round) => turn(items, round).join(''))).toEqual(['abc', 'bca', 'cab', 'abc']);
    expect(turn([], 5)).toEqual([]);
  });
});

describe('compare', () => {
  it('is the largest difference relative to the largest value', () => {
    expect(compare([1, -4.1], [1, -4])).toBeCloseTo(0.025);
    expect(compare([1], [1, 2])).toBe(Number.POSITIVE_INFINITY);
    expect(compare([Number.NaN], [1])).toBeNaN();
  });
});

describe('warmUp', () => {
  it('goes on while code gets faster and stops when it no longer does', async () => {
    const speeds = [100, 100, 60, 20, 20, 20, 20, 1];
    let turns = 0;
    const stepMs = await warmUp(async () => ({ images: 1, elapsedMs: speeds[turns++] ?? 0 }), 1);
    expect([turns, stepMs]).toEqual([7, 20]);
  });
});

describe('measureGroup', () => {
  it('runs contenders in turns with the roof between any two', async () => {
    const workers = new FakeWorkers({ a: { stepMs: 5 }, b: { stepMs: 10 } });
    const measured = await measureGroup(workers, createGroup('a', 'b'), OPTIONS);
    const rounds = workers.order.slice(workers.order.indexOf('roof'));
    expect(rounds.join(' ')).toBe(
      'roof cold a roof cold b roof cold b roof cold a roof cold a roof cold b roof',
    );
    expect(measured.map(({ slices }) => slices)).toEqual([
      Array(3).fill({ images: 20 * BATCH, elapsedMs: 100, loss: 2, roofGflops: 50 }),
      Array(3).fill({ images: 10 * BATCH, elapsedMs: 100, loss: 2, roofGflops: 50 }),
    ]);
    expect(measured[0]?.device).toBe('a device');
    expect(workers.open_.size).toBe(0);
  });

  it('counts every step of an engine that is slow', async () => {
    const workers = new FakeWorkers({ a: { stepMs: 1500 } });
    const [measured] = await measureGroup(workers, createGroup('a'), { ...OPTIONS, capMs: 10_000 });
    expect(workers.order).not.toContain('cold a');
    expect(measured?.slices[0]).toMatchObject({ images: BATCH, elapsedMs: 1500 });
  });

  it('gives a slow engine fewer rounds, and one that is too slow or fails none but a reason', async () => {
    const workers = new FakeWorkers({
      fast: { stepMs: 5 },
      slow: { stepMs: 225 },
      hopeless: { stepMs: 5000 },
      broken: { stepMs: 1, failure: 'no such kernel' },
    });
    const measured = await measureGroup(workers, createGroup('fast', 'slow', 'hopeless', 'broken'), OPTIONS);
    expect(measured.map(({ slices }) => slices.length)).toEqual([3, 2, 0, 0]);
    expect(measured.map(({ reason }) => reason)).toEqual([
      undefined,
      undefined,
      'took longer than 1 s',
      'no such kernel',
    ]);
    expect(workers.open_.size).toBe(0);
  });

  it('has no figures for an engine that computes something else', async () => {
    const workers = new FakeWorkers({ right: { stepMs: 5, loss: 2 }, wrong: { stepMs: 1, loss: 2.5 } });
    const [right, wrong] = await measureGroup(workers, createGroup('right', 'wrong'), OPTIONS);
    expect(right?.difference).toBe(0);
    expect(wrong).toMatchObject({ slices: [], reason: 'its result differs by 25.0 %' });
  });
});
