/**
 * How do many recipes become a curve that fills in live? Through the queue, behind the reader's own runs: as
 * many side by side as the queue has lanes, begun in order, each point in its place whenever it ends.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunEvent } from '../protocol/events.ts';
import { parseRecipe } from '../recipe/parse.ts';
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
  let points: SweepPoint[] = [];
  let status: SweepData['status'] = 'idle';
  /** Points that the queue has, by key. */
  const jobs = new Map<string, Job>();
  /** The queue tells of lanes while it is being given a point. */
  let isGivingOut = false;
  const pace = new SweepPace();
  /** Cost units that were done before this sitting. */
  let costBefore = 0;

  const measure = () => {
    const costs = points.map(({ recipe }) => estimateCost(recipe));
    const total = costs.reduce((sum, cost) => sum + cost, 0);
    const done = points.reduce((sum, point, index) => sum + costs[index]! * point.progress, 0);
    return { total, done };
  };

  const publish = () => {
    const { total, done } = measure();
    const cost = done - costBefore;
    store.setState({
      status,
      points,
      ended: points.filter((point) => point.status === 'ended' || point.status === 'failed').length,
      total: points.length,
      progress: total === 0 ? 0 : done / total,
      secondsLeft:
        status === 'running' && cost > total * FRAME_HEAVY
          ? ((total - done) * pace.elapsedMs) / cost / 1000
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

  /** Gives the queue as many points as it has lanes. */
  const goOn = () => {
    if (isGivingOut) return;
    isGivingOut = true;
    while (status === 'running') {
      const next = points.find((point) => point.status === 'waiting');
      if (next === undefined) {
        if (jobs.size > 0) break;
        status = 'ended';
        publish();
      } else if (jobs.size < queue.countLanes(next.recipe)) submit(next);
      else break;
    }
    isGivingOut = false;
  };

  const submit = ({ key, recipe }: SweepPoint) => {
    setPoint(key, { status: 'running', progress: 0, message: null });
    const job = queue.submit({
      recipe,
      priority: SHARED_PRIORITY,
      onPhase: (phase) => (phase === 'starting' ? pace.begin(key) : pace.end(key)),
      onEvent: (event) => {
        if (jobs.get(key) === job) hear(key, event);
      },
    });
    jobs.set(key, job);
  };

  const hear = (key: string, event: RunEvent) => {
    switch (event.kind) {
      case 'stepsEnded':
        // The evaluation at the end counts too, so the last steps are not the whole.
        return setPoint(key, {
          progress: (0.95 * (event.firstStep + event.losses.length)) / Math.max(event.totalSteps, 1),
        });
      case 'runPaused':
        return pace.end(key);
      case 'runResumed':
        return pace.begin(key);
      case 'runEnded':
        setPoint(key, { status: 'ended', ledger: event.ledger, progress: 1 });
        keep();
        return finish(key);
      case 'runFailed':
        setPoint(key, { status: 'failed', progress: 1, message: event.message });
        return finish(key);
    }
  };

  const finish = (key: string) => {
    jobs.delete(key);
    pace.end(key);
    goOn();
    frame.flush();
  };

  /** Ends the points under way, which wait again. */
  const stop = async () => {
    const old = [...jobs.values()];
    jobs.clear();
    for (const { key } of points) pace.end(key);
    points = points.map((point) =>
      point.status === 'running' ? { ...point, status: 'waiting', progress: 0 } : point,
    );
    await Promise.all(old.map((job) => queue.cancel(job)));
  };

  const actions: SweepActions = {
    async start(items) {
      const fresh = items.map(({ key, recipe, group, x }) => toPoint(key, parseRecipe(recipe), group, x));
      status = 'idle';
      const stopped = stop();
      const known = new Map(points.map((point) => [point.key, point]));
      points = fresh.map((point) => {
        const old = known.get(point.key);
        const isSame = old?.status === 'ended' && JSON.stringify(old.recipe) === JSON.stringify(point.recipe);
        return isSame ? { ...point, status: 'ended', ledger: old.ledger, progress: 1 } : point;
      });
      status = 'running';
      pace.clear();
      costBefore = measure().done;
      goOn();
      publish();
      await stopped;
    },
    async pause() {
      if (status !== 'running') return;
      status = 'paused';
      publish();
      await Promise.all([...jobs.values()].map((job) => queue.pause(job)));
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
      const held = [...jobs.values()];
      goOn();
      await Promise.all(held.map((job) => queue.resume(job)));
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

  queue.onLanes(goOn);

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
