/** How do many recipes become a curve that fills in live? One after another through the queue, behind the reader's own runs. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunEvent } from '../protocol/events.ts';
import { parseRecipe } from '../recipe/parse.ts';
import { estimateCost } from './cost.ts';
import { createFrameTask } from './frame.ts';
import type { Job, RunQueue } from './queue.ts';
import type { LabStorage } from './storage.ts';
import {
  IDLE_SWEEP,
  type SweepActions,
  type SweepData,
  type SweepPoint,
  type SweepState,
} from './sweepstate.ts';

const SWEEP_PRIORITY = 1;
const FRAME_HEAVY = 0.01;

export function createSweep(name: string, queue: RunQueue, storage: LabStorage): StoreApi<SweepState> {
  let points: SweepPoint[] = [];
  let status: SweepData['status'] = 'idle';
  let job: Job | null = null;
  let startedAt = 0;
  /** Cost units and milliseconds of the points that ended in this sitting. */
  const pace = { cost: 0, elapsedMs: 0 };

  const publish = () => {
    const costs = points.map(({ recipe }) => estimateCost(recipe));
    const total = costs.reduce((sum, cost) => sum + cost, 0);
    const done = points.reduce((sum, point, index) => sum + costs[index]! * point.progress, 0);
    const running = points.findIndex((point) => point.status === 'running');
    const sitting = running < 0 ? 0 : costs[running]! * points[running]!.progress;
    const cost = pace.cost + sitting;
    const elapsedMs = pace.elapsedMs + (running < 0 ? 0 : performance.now() - startedAt);
    store.setState({
      status,
      points,
      ended: points.filter((point) => point.status === 'ended' || point.status === 'failed').length,
      total: points.length,
      progress: total === 0 ? 0 : done / total,
      secondsLeft:
        status === 'running' && cost > total * FRAME_HEAVY
          ? ((total - done) * elapsedMs) / cost / 1000
          : null,
    });
  };
  const frame = createFrameTask(publish);

  const setPoint = (key: string, change: Partial<SweepPoint>) => {
    points = points.map((point) => (point.key === key ? { ...point, ...change } : point));
    frame.request();
  };

  const keep = () =>
    storage.put(
      'sweeps',
      name,
      points.filter((point) => point.status === 'ended'),
    );

  const goOn = () => {
    if (status !== 'running' || job !== null) return;
    const next = points.find((point) => point.status === 'waiting');
    if (next === undefined) {
      status = 'ended';
      publish();
      return;
    }
    const { key, recipe } = next;
    startedAt = performance.now();
    setPoint(key, { status: 'running', progress: 0, message: null });
    job = queue.submit({
      recipe,
      priority: SWEEP_PRIORITY,
      onPhase: (phase) => {
        if (phase === 'starting') startedAt = performance.now();
      },
      onEvent: (event) => hear(key, event),
    });
  };

  const hear = (key: string, event: RunEvent) => {
    switch (event.kind) {
      case 'stepsEnded':
        // The evaluation at the end counts too, so the last steps are not the whole.
        return setPoint(key, {
          progress: (0.95 * (event.firstStep + event.losses.length)) / Math.max(event.totalSteps, 1),
        });
      case 'runEnded': {
        const cost = points.filter((point) => point.key === key).map(({ recipe }) => estimateCost(recipe));
        pace.cost += cost[0] ?? 0;
        pace.elapsedMs += performance.now() - startedAt;
        setPoint(key, { status: 'ended', ledger: event.ledger, progress: 1 });
        keep();
        return finish();
      }
      case 'runFailed':
        setPoint(key, { status: 'failed', progress: 1, message: event.message });
        return finish();
    }
  };

  const finish = () => {
    job = null;
    goOn();
    frame.flush();
  };

  /** Ends the point under way, which waits again. */
  const stop = async () => {
    const old = job;
    job = null;
    points = points.map((point) =>
      point.status === 'running' ? { ...point, status: 'waiting', progress: 0 } : point,
    );
    if (old !== null) await queue.cancel(old);
  };

  const actions: SweepActions = {
    async start(items) {
      const fresh = items.map(({ key, recipe, group, x }) => toPoint(key, parseRecipe(recipe), group, x));
      const stopped = stop();
      const known = new Map(points.map((point) => [point.key, point]));
      points = fresh.map((point) => {
        const old = known.get(point.key);
        const isSame = old?.status === 'ended' && JSON.stringify(old.recipe) === JSON.stringify(point.recipe);
        return isSame ? { ...point, status: 'ended', ledger: old.ledger, progress: 1 } : point;
      });
      status = 'running';
      pace.cost = 0;
      pace.elapsedMs = 0;
      goOn();
      publish();
      await stopped;
    },
    async pause() {
      if (status !== 'running') return;
      status = 'paused';
      publish();
      if (job !== null) await queue.pause(job);
    },
    async resume() {
      if (status === 'cancelled') {
        status = 'running';
        goOn();
        publish();
        return;
      }
      if (status !== 'paused') return;
      status = 'running';
      publish();
      if (job === null) goOn();
      else await queue.resume(job);
    },
    async cancel() {
      if (status !== 'running' && status !== 'paused') return;
      status = 'cancelled';
      const stopped = stop();
      publish();
      await stopped;
    },
    async reset() {
      status = 'idle';
      const stopped = stop();
      points = [];
      publish();
      await storage.remove('sweeps', name);
      await stopped;
    },
  };

  const store = createStore<SweepState>(() => ({ ...IDLE_SWEEP, actions }));

  storage.get('sweeps', name).then((stored) => {
    if (status !== 'idle' || points.length > 0) return;
    points = toPoints(stored);
    if (points.length === 0) return;
    status = 'ended';
    publish();
  });

  return store;
}

function toPoint(key: string, recipe: SweepPoint['recipe'], group: string, x: number): SweepPoint {
  return { key, recipe, group, x, status: 'waiting', ledger: null, progress: 0, message: null };
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
