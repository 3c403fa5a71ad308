/**
 * How does one engine carry out jobs? One at a time. A job that must give way is parked: paused, its snapshot
 * kept, ended in the engine, and later started again from that snapshot, to the bit, by this lane or another.
 */
import type { EngineClient } from '../client/client.ts';
import type { ClientEvent } from '../client/types.ts';
import type { RunEvent } from '../protocol/events.ts';
import type { RunSnapshot } from '../protocol/snapshots.ts';
import { type Failure, toFailure } from '../spec/failure.ts';
import type { Job } from './job.ts';

/** Who says what a lane does next. */
export interface LaneOwner {
  /** The waiting job whose turn is next on this lane. */
  findNext(lane: Lane): Job | undefined;
  /** True when the lane has to lie still for now. */
  mustRest(lane: Lane): boolean;
  /** The job is over: nobody waits for it any more. */
  drop(job: Job): void;
  /** Somebody else may be able to go on now. */
  pump(): void;
  /** A lane has begun with a job. */
  noteStart(): void;
}

/** An engine without work is closed after so long: it holds a data set in memory. */
export const IDLE_MS = 30_000;

export class Lane {
  readonly client: EngineClient;
  /** 0 is the engine that the page itself asks; it stays open. */
  readonly index: number;
  active: Job | null = null;
  /** Its engine cannot be had here, or would not give the same bits. What it was to do is done by others. */
  isBroken = false;
  readonly #owner: LaneOwner;
  #isPumping = false;
  #isPumpDue = false;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(index: number, client: EngineClient, owner: LaneOwner) {
    this.index = index;
    this.client = client;
    this.#owner = owner;
    client.subscribe((event) => this.#listen(event));
  }

  /** Does what is due, one thing after another. */
  pump(): void {
    this.#isPumpDue = true;
    if (this.#isPumping) return;
    this.#isPumping = true;
    const run = async () => {
      while (this.#isPumpDue) {
        this.#isPumpDue = false;
        await this.#advance();
      }
    };
    run().finally(() => {
      this.#isPumping = false;
      this.#watchIdleness();
    });
  }

  async pause(job: Job): Promise<void> {
    if (job.runId !== null) await this.client.runs.pause(job.runId);
  }

  async resume(job: Job): Promise<void> {
    job.isHeld = false;
    if (job.runId !== null) await this.client.runs.resume(job.runId);
  }

  async step(job: Job): Promise<void> {
    job.isHeld = false;
    if (job.runId !== null) await this.client.runs.step(job.runId);
  }

  /** Ends a job; its events stop at once. */
  async cancel(job: Job): Promise<void> {
    const { runId } = job;
    this.#end(job);
    if (runId !== null) await this.client.runs.cancel(runId);
  }

  close(): void {
    clearTimeout(this.#idleTimer);
    this.client.close();
  }

  #listen(event: ClientEvent): void {
    if (event.kind === 'statusChanged') {
      const { status, info } = event.state;
      if (this.index > 0 && status === 'ready' && info?.bitExact === false) this.#break(null);
      else this.#owner.pump();
    } else if (event.kind === 'engineFailed') {
      if (this.index > 0) this.#break(event.run?.lastGood ?? null);
      else if (event.run !== null) this.#fail(event.run.runId, event.failure, event.run.lastGood);
    } else if ('runId' in event) this.#hear(event);
  }

  #hear(event: RunEvent): void {
    const job = this.active;
    if (job === null || job.runId !== event.runId) return;
    if (event.kind === 'runPaused') {
      job.isHeld = true;
      job.resumeFrom = event.snapshot;
      // A job that gives way goes on later by itself: to the reader it waits, it is not paused.
      if (job.wantsPause) job.options.onEvent(event);
      job.onHeld?.();
      if (job.stepsToGo > 0) {
        job.stepsToGo--;
        this.step(job).catch((error) => this.#fail(event.runId, toFailure(error), job.resumeFrom));
      } else this.#owner.pump();
      return;
    }
    if (event.kind === 'runResumed') job.isHeld = false;
    job.options.onEvent(event);
    if (event.kind === 'runEnded' || event.kind === 'runFailed' || event.kind === 'runCancelled')
      this.#end(job);
  }

  #end(job: Job): void {
    if (this.active === job) this.active = null;
    job.runId = null;
    this.#owner.drop(job);
    job.onHeld?.();
    this.#owner.pump();
  }

  #fail(runId: number, failure: Failure, lastGood: RunSnapshot | null): void {
    const job = this.active;
    if (job === null || job.runId !== runId) return;
    job.options.onEvent({
      kind: 'runFailed',
      runId,
      reason: 'engine',
      ...failure,
      ...(lastGood === null ? {} : { lastGood }),
    });
    this.#end(job);
  }

  /** Hands the job to the other lanes, for good. */
  #break(lastGood: RunSnapshot | null): void {
    this.isBroken = true;
    const job = this.active;
    this.active = null;
    if (job !== null) {
      job.resumeFrom = lastGood ?? job.resumeFrom;
      this.#release(job);
      job.onHeld?.();
    }
    this.close();
    this.#owner.pump();
  }

  /** A job without a lane, which waits for one or stays paused. */
  #release(job: Job): void {
    job.runId = null;
    job.isHeld = false;
    job.priority = job.options.priority;
    if (job.wantsPause) job.phase = 'parked';
    else job.enqueue();
  }

  async #advance(): Promise<void> {
    const { active } = this;
    if (this.isBroken || this.client.getState().status === 'failed') return;
    const next = this.#owner.findNext(this);
    if (active !== null) {
      const isDue = next !== undefined && (active.isIdle || next.priority < active.priority);
      if (isDue || this.#owner.mustRest(this)) {
        await this.#park(active);
        this.#isPumpDue = true;
      }
    } else if (next !== undefined) {
      await this.#start(next);
      this.#isPumpDue = true;
    }
  }

  async #park(job: Job): Promise<void> {
    const { runId } = job;
    if (runId === null) return;
    if (!job.isHeld) {
      const held = new Promise<void>((resolve) => {
        job.onHeld = resolve;
      });
      this.client.runs.pause(runId).catch((error) => this.#fail(runId, toFailure(error), job.resumeFrom));
      await held;
      job.onHeld = null;
    }
    if (job.phase === 'over' || this.active !== job) return;
    this.active = null;
    this.#release(job);
    this.#owner.pump();
    await this.client.runs.cancel(runId).catch(() => {}); // the next start ends it anyway
  }

  async #start(job: Job): Promise<void> {
    const { recipe, onPhase, onEvent } = job.options;
    clearTimeout(this.#idleTimer);
    job.phase = 'active';
    job.isHeld = false;
    this.active = job;
    this.#owner.noteStart();
    onPhase('starting');
    const { runId, started } = this.client.runs.start({
      recipe,
      ...(job.resumeFrom === null ? {} : { resumeFrom: job.resumeFrom }),
      ...(job.wantsPause ? { paused: true } : {}),
    });
    job.runId = runId;
    const isMine = () => this.active === job && job.runId === runId;
    try {
      await started;
      // A pause or a cancel that came while the run was being started.
      if (!isMine()) await this.client.runs.cancel(runId);
      else if (job.wantsPause && !job.isHeld) await this.client.runs.pause(runId);
    } catch (error) {
      if (!isMine()) return;
      onEvent({ kind: 'runFailed', runId, reason: 'engine', ...toFailure(error) });
      this.#end(job);
    }
  }

  #watchIdleness(): void {
    clearTimeout(this.#idleTimer);
    if (this.index === 0 || this.active !== null || this.client.getState().status === 'idle') return;
    this.#idleTimer = setTimeout(() => {
      if (this.active === null) this.client.close();
    }, IDLE_MS);
  }
}
