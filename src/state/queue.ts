/**
 * Who may use which engine now? An engine carries out one run at a time, in a lane of its own. The first lane
 * is the engine that is always open, and everything may run there. A run that the reader started goes before
 * the points of a sweep and gets the whole machine; shared jobs run side by side on as many lanes as there
 * are workers, each of the others without helpers. Among equals the first comes first.
 */
import type { EngineClient } from '../client/client.ts';
import type { Recipe } from '../recipe/schema.ts';
import { Job, type JobOptions, SHARED_PRIORITY, STEP_PRIORITY } from './job.ts';
import { Lane, type LaneOwner } from './lane.ts';

/** Where more engines come from. */
export interface MoreEngines {
  /** A client whose engine has not been opened. */
  readonly create: () => EngineClient;
  /** The most engines that the machine's memory bears, the first included. */
  readonly countFor: (recipe: Recipe) => number;
}

/** Threads that are free for no longer than this, between two points, are not taken back. */
const RETURN_MS = 250;

export class RunQueue implements LaneOwner {
  readonly #first: Lane;
  readonly #lanes: Lane[];
  readonly #more: MoreEngines | null;
  readonly #jobs: Job[] = [];
  readonly #listeners = new Set<() => void>();
  #lent = 0;
  #returnTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: EngineClient, more: MoreEngines | null = null) {
    this.#more = more;
    this.#first = new Lane(0, client, this);
    this.#lanes = [this.#first];
  }

  /** How many jobs with such a recipe could run side by side now, were there no others. */
  countLanes(recipe: Recipe): number {
    const { info, workers } = this.#first.client.getState();
    if (this.#more === null || info?.backend !== 'wasm') return 1;
    const broken = this.#lanes.findIndex(({ isBroken }) => isBroken);
    const most = Math.min(workers, this.#more.countFor(recipe), broken < 0 ? workers : broken);
    return Math.max(1, most);
  }

  /** True while a run goes on in any lane. */
  get isRunning(): boolean {
    return this.#lanes.some(({ client }) => client.runs.isRunning);
  }

  /** Calls `listener` whenever the number of lanes may have changed. */
  onLanes(listener: () => void): void {
    this.#listeners.add(listener);
  }

  submit(options: JobOptions): Job {
    const job = new Job(options);
    this.#jobs.push(job);
    options.onPhase('queued');
    this.pump();
    return job;
  }

  async pause(job: Job): Promise<void> {
    if (job.phase === 'over' || job.wantsPause) return;
    job.wantsPause = true;
    if (job.phase === 'waiting') job.phase = 'parked';
    else await this.#findLane(job)?.pause(job);
    this.pump();
  }

  async resume(job: Job): Promise<void> {
    if (job.phase === 'over' || !job.wantsPause) return;
    job.wantsPause = false;
    if (job.phase === 'parked') job.enqueue();
    else await this.#findLane(job)?.resume(job);
    this.pump();
  }

  /** One training step of a paused job. */
  async step(job: Job): Promise<void> {
    if (job.phase === 'over' || !job.wantsPause) return;
    const lane = this.#findLane(job);
    if (lane !== undefined && job.isHeld && job.runId !== null) {
      await lane.step(job);
      return;
    }
    job.stepsToGo++;
    if (job.phase === 'parked') {
      job.priority = STEP_PRIORITY;
      job.enqueue();
    }
    this.pump();
  }

  async cancel(job: Job): Promise<void> {
    if (job.phase === 'over') return;
    const lane = this.#findLane(job);
    if (lane !== undefined) return lane.cancel(job);
    this.drop(job);
    this.pump();
  }

  /** Ends the engines that it opened. */
  close(): void {
    clearTimeout(this.#returnTimer);
    this.#listeners.clear();
    for (const lane of this.#lanes) if (lane !== this.#first) lane.close();
  }

  findNext(lane: Lane): Job | undefined {
    if (this.mustRest(lane)) return undefined;
    return this.#jobs
      .filter((job) => job.phase === 'waiting' && this.#mayRun(job, lane))
      .reduce<Job | undefined>(
        (best, job) => (best && best.priority <= job.priority ? best : job),
        undefined,
      );
  }

  mustRest(lane: Lane): boolean {
    if (lane === this.#first) return false;
    return this.#isReaderServed() || (lane.active !== null && !this.#mayRun(lane.active, lane));
  }

  drop(job: Job): void {
    job.phase = 'over';
    const at = this.#jobs.indexOf(job);
    if (at >= 0) this.#jobs.splice(at, 1);
  }

  pump(): void {
    const { workers } = this.#first.client.getState();
    while (this.#more !== null && this.#lanes.length < workers)
      this.#lanes.push(new Lane(this.#lanes.length, this.#more.create(), this));
    for (const lane of this.#lanes) lane.pump();
    this.noteStart();
    for (const listener of this.#listeners) listener();
  }

  #findLane(job: Job): Lane | undefined {
    return this.#lanes.find(({ active }) => active === job);
  }

  #mayRun({ priority, options }: Job, lane: Lane): boolean {
    if (lane === this.#first) return true;
    return priority >= SHARED_PRIORITY && lane.index < this.countLanes(options.recipe);
  }

  /** A run of the reader's own is under way, or waits for its turn. */
  #isReaderServed(): boolean {
    return this.#jobs.some(
      (job) =>
        job.options.priority < SHARED_PRIORITY &&
        (job.phase === 'waiting' || (job.phase === 'active' && !job.isIdle)),
    );
  }

  /** The first engine's helpers take part with as many threads as the other lanes leave. */
  noteStart(): void {
    const busy = this.#lanes.filter(({ active }) => active !== null && !active.isIdle);
    const lent = busy.filter((lane) => lane !== this.#first).length;
    clearTimeout(this.#returnTimer);
    if (lent < this.#lent) this.#returnTimer = setTimeout(() => this.#setLent(lent), RETURN_MS);
    else this.#setLent(lent);
  }

  #setLent(lent: number): void {
    this.#lent = lent;
    this.#first.client.lendWorkers(lent);
  }
}
