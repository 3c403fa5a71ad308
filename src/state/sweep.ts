/**
 * How do many recipes become a curve that fills in live? Through the queue, behind the reader's own runs: as
 * many side by side as the queue has lanes, begun in order, each point in its place whenever it ends.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunEvent } from '../protocol/events.ts';
import { parseRecipe } from '../recipe/parse.ts';
import type { Failure } from '../spec/failure.ts';
import { estimateCost } from './cost.ts';
import { createFrameTask } from './frame.ts';
import { type Job, SHARED_PRIORITY } from './job.ts';
import type { RunQueue } from './queue.ts';
import type { LabStorage } from './storage.ts';
import { SweepPace } from './sweeppace.ts';
import {
  IDLE_SWEEP,
  type SweepActions,
  type SweepData,
  type SweepPoint,
  type SweepState,
} from './sweepstate.ts';

const FRAME_HEAVY = 0.01;

export function createSweep(name: string, queue: RunQueue, storage: LabStorage): StoreApi<SweepState> {
  return new Sweep(name, queue, storage).store;
}

class Sweep {
  readonly store: StoreApi<SweepState>;
  readonly #name: string;
  readonly #queue: RunQueue;
  readonly #storage: LabStorage;
  #points: readonly SweepPoint[] = [];
  #status: SweepData['status'] = 'idle';
  /** Points that the queue has, by key. */
  readonly #jobs = new Map<string, Job>();
  /** The queue tells of lanes while it is being given a point. */
  #isGivingOut = false;
  readonly #pace = new SweepPace();
  /** Cost units that were done before this sitting. */
  #costBefore = 0;
  readonly #frame = createFrameTask(() => this.#publish());

  constructor(name: string, queue: RunQueue, storage: LabStorage) {
    this.#name = name;
    this.#queue = queue;
    this.#storage = storage;
    this.store = createStore<SweepState>(() => ({ ...IDLE_SWEEP, actions: this.#actions }));
    queue.onLanes(() => this.#goOn());
    void this.#bringBack();
  }

  readonly #actions: SweepActions = {
    start: (items) => this.#start(items),
    pause: async () => {
      if (this.#status !== 'running') return;
      this.#status = 'paused';
      this.#publish();
      await Promise.all([...this.#jobs.values()].map((job) => this.#queue.pause(job)));
    },
    resume: () => this.#resume(),
    cancel: async () => {
      if (this.#status !== 'running' && this.#status !== 'paused') return;
      this.#status = 'cancelled';
      const stopped = this.#stop();
      this.#publish();
      await stopped;
    },
    reset: async () => {
      this.#status = 'idle';
      const stopped = this.#stop();
      this.#points = [];
      this.#publish();
      await this.#storage.remove('sweeps', this.#name);
      await stopped;
    },
  };

  async #start(items: Parameters<SweepActions['start']>[0]): Promise<void> {
    const fresh = items.map(({ key, recipe, group, x }) => toPoint(key, parseRecipe(recipe), group, x));
    this.#status = 'idle';
    const stopped = this.#stop();
    const known = new Map(this.#points.map((point) => [point.key, point]));
    this.#points = fresh.map((point) => {
      const old = known.get(point.key);
      const isSame = old?.status === 'ended' && JSON.stringify(old.recipe) === JSON.stringify(point.recipe);
      return isSame ? { ...point, status: 'ended', ledger: old.ledger, progress: 1 } : point;
    });
    this.#status = 'running';
    this.#pace.clear();
    this.#costBefore = this.#measure().done;
    this.#goOn();
    this.#publish();
    await stopped;
  }

  async #resume(): Promise<void> {
    if (this.#status === 'cancelled') {
      this.#status = 'running';
      this.#goOn();
      this.#publish();
      return;
    }
    if (this.#status !== 'paused') return;
    this.#status = 'running';
    this.#publish();
    const held = [...this.#jobs.values()];
    this.#goOn();
    await Promise.all(held.map((job) => this.#queue.resume(job)));
  }

  #measure() {
    const costs = this.#points.map(({ recipe }) => estimateCost(recipe));
    const total = costs.reduce((sum, cost) => sum + cost, 0);
    const done = this.#points.reduce((sum, point, index) => sum + costs[index]! * point.progress, 0);
    return { total, done };
  }

  #publish(): void {
    const points = this.#points;
    const status = this.#status;
    const { total, done } = this.#measure();
    const cost = done - this.#costBefore;
    this.store.setState({
      status,
      points,
      ended: points.filter((point) => point.status === 'ended' || point.status === 'failed').length,
      total: points.length,
      progress: total === 0 ? 0 : done / total,
      secondsLeft:
        status === 'running' && cost > total * FRAME_HEAVY
          ? ((total - done) * this.#pace.elapsedMs) / cost / 1000
          : null,
    });
  }

  #setPoint(key: string, change: Partial<SweepPoint>): void {
    this.#points = this.#points.map((point) => (point.key === key ? { ...point, ...change } : point));
    this.#frame.request();
  }

  #keep(): void {
    const ended = this.#points.filter((point) => point.status === 'ended');
    void this.#storage.put('sweeps', this.#name, ended);
  }

  /** Gives the queue as many points as it has lanes. */
  #goOn(): void {
    if (this.#isGivingOut) return;
    this.#isGivingOut = true;
    while (this.#status === 'running') {
      const next = this.#points.find((point) => point.status === 'waiting');
      if (next === undefined) {
        if (this.#jobs.size > 0) break;
        this.#status = 'ended';
        this.#publish();
      } else if (this.#jobs.size < this.#queue.countLanes(next.recipe)) this.#submit(next);
      else break;
    }
    this.#isGivingOut = false;
  }

  #submit({ key, recipe }: SweepPoint): void {
    this.#setPoint(key, { status: 'running', progress: 0, failure: null });
    const job = this.#queue.submit({
      recipe,
      priority: SHARED_PRIORITY,
      onPhase: (phase) => (phase === 'starting' ? this.#pace.begin(key) : this.#pace.end(key)),
      onEvent: (event) => {
        if (this.#jobs.get(key) === job) this.#hear(key, event);
      },
    });
    this.#jobs.set(key, job);
  }

  #hear(key: string, event: RunEvent) {
    switch (event.kind) {
      case 'stepsEnded':
        // The evaluation at the end counts too, so the last steps are not the whole.
        return this.#setPoint(key, {
          progress: (0.95 * (event.firstStep + event.losses.length)) / Math.max(event.totalSteps, 1),
        });
      case 'runPaused':
        return this.#pace.end(key);
      case 'runResumed':
        return this.#pace.begin(key);
      case 'runEnded':
        this.#setPoint(key, { status: 'ended', ledger: event.ledger, progress: 1 });
        this.#keep();
        return this.#finish(key);
      case 'runFailed':
        this.#setPoint(key, { status: 'failed', progress: 1, failure: toPlainFailure(event) });
        return this.#finish(key);
    }
  }

  #finish(key: string): void {
    this.#jobs.delete(key);
    this.#pace.end(key);
    this.#goOn();
    this.#frame.flush();
  }

  /** Ends the points under way, which wait again. */
  async #stop(): Promise<void> {
    const old = [...this.#jobs.values()];
    this.#jobs.clear();
    for (const { key } of this.#points) this.#pace.end(key);
    this.#points = this.#points.map((point) =>
      point.status === 'running' ? { ...point, status: 'waiting', progress: 0 } : point,
    );
    await Promise.all(old.map((job) => this.#queue.cancel(job)));
  }

  /** The points of an earlier visit. */
  async #bringBack(): Promise<void> {
    const stored = await this.#storage.get('sweeps', this.#name);
    if (this.#status !== 'idle' || this.#points.length > 0) return;
    this.#points = toPoints(stored);
    if (this.#points.length === 0) return;
    this.#status = 'ended';
    this.#publish();
  }
}

function toPoint(key: string, recipe: SweepPoint['recipe'], group: string, x: number): SweepPoint {
  return { key, recipe, group, x, status: 'waiting', ledger: null, progress: 0, failure: null };
}

/** Without the run's last good weights, which the event carries. */
function toPlainFailure({ code, values, message }: Failure): Failure {
  return { code, values, message };
}

/** What an older version stored may not be points any more. */
function toPoints(stored: unknown): SweepPoint[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((each: SweepPoint) => {
    try {
      const point = toPoint(each.key, parseRecipe(each.recipe), each.group, each.x);
      const isWhole = typeof each.ledger?.error === 'number';
      return isWhole ? { ...point, status: 'ended' as const, ledger: each.ledger, progress: 1 } : [];
    } catch {
      return [];
    }
  });
}
