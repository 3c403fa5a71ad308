/**
 * Who may use the engine now? It trains one run at a time. A run that the reader started goes before the points of a sweep;
 * among equals the first comes first. Who must give way, or is paused while others wait, is parked: paused, its snapshot
 * kept, ended in the engine, and later started again from that snapshot, to the bit.
 */
import type { EngineClient } from '../client/client.ts';
import type { RunEvent } from '../protocol/events.ts';
import type { RunSnapshot } from '../protocol/snapshots.ts';
import { type Failure, toFailure } from '../recipe/failure.ts';
import type { Recipe } from '../recipe/schema.ts';

export interface JobOptions {
  readonly recipe: Recipe;
  readonly resumeFrom?: RunSnapshot | null;
  /** Lower goes first. */
  readonly priority: number;
  readonly onEvent: (event: RunEvent) => void;
  /** `queued`: waits for the engine; `starting`: the engine has been asked. */
  readonly onPhase: (phase: 'queued' | 'starting') => void;
}

type Phase = 'waiting' | 'active' | 'parked' | 'over';

/** One run's wish to be carried out. */
export class Job {
  readonly options: JobOptions;
  phase: Phase = 'waiting';
  priority: number;
  runId: number | null = null;
  resumeFrom: RunSnapshot | null;
  wantsPause = false;
  stepsToGo = 0;
  /** True between `runPaused` and the next step. */
  isHeld = false;
  /** Called at the next hold or end. */
  onHeld: (() => void) | null = null;

  constructor(options: JobOptions) {
    this.options = options;
    this.priority = options.priority;
    this.resumeFrom = options.resumeFrom ?? null;
  }
}

const STEP_PRIORITY = -1;

export class RunQueue {
  readonly #client: EngineClient;
  readonly #jobs: Job[] = [];
  #active: Job | null = null;
  #isPumping = false;
  #isPumpDue = false;

  constructor(client: EngineClient) {
    this.#client = client;
    client.subscribe((event) => {
      if (event.kind === 'statusChanged') {
        if (event.state.status === 'ready') this.#pump();
      } else if (event.kind === 'engineFailed') {
        if (event.run !== null) this.#fail(event.run.runId, event.failure, event.run.lastGood);
      } else if ('runId' in event) this.#hear(event);
    });
  }

  submit(options: JobOptions): Job {
    const job = new Job(options);
    this.#jobs.push(job);
    options.onPhase('queued');
    this.#pump();
    return job;
  }

  async pause(job: Job): Promise<void> {
    if (job.phase === 'over' || job.wantsPause) return;
    job.wantsPause = true;
    if (job.phase === 'waiting') job.phase = 'parked';
    else if (job === this.#active && job.runId !== null) await this.#client.pauseRun(job.runId);
    this.#pump();
  }

  async resume(job: Job): Promise<void> {
    if (job.phase === 'over' || !job.wantsPause) return;
    job.wantsPause = false;
    if (job.phase === 'parked') this.#enqueue(job);
    else if (job === this.#active && job.runId !== null) {
      job.isHeld = false;
      await this.#client.resumeRun(job.runId);
    }
    this.#pump();
  }

  /** One training step of a paused job. */
  async step(job: Job): Promise<void> {
    if (job.phase === 'over' || !job.wantsPause) return;
    if (job === this.#active && job.isHeld && job.runId !== null) {
      job.isHeld = false;
      await this.#client.stepRun(job.runId);
      return;
    }
    job.stepsToGo++;
    if (job.phase === 'parked') {
      job.priority = STEP_PRIORITY;
      this.#enqueue(job);
    }
    this.#pump();
  }

  async cancel(job: Job): Promise<void> {
    if (job.phase === 'over') return;
    const { runId } = job;
    this.#end(job);
    if (runId !== null) await this.#client.cancelRun(runId);
  }

  #enqueue(job: Job): void {
    job.phase = 'waiting';
    job.options.onPhase('queued');
  }

  #end(job: Job): void {
    job.phase = 'over';
    job.runId = null;
    this.#jobs.splice(this.#jobs.indexOf(job), 1);
    if (this.#active === job) this.#active = null;
    job.onHeld?.();
    this.#pump();
  }

  #hear(event: RunEvent): void {
    const job = this.#active;
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
      } else this.#pump();
      return;
    }
    if (event.kind === 'runResumed') job.isHeld = false;
    job.options.onEvent(event);
    if (event.kind === 'runEnded' || event.kind === 'runFailed' || event.kind === 'runCancelled')
      this.#end(job);
  }

  #fail(runId: number, failure: Failure, lastGood: RunSnapshot | null): void {
    const job = this.#active;
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

  /** The waiting job whose turn is next. */
  #findNext(): Job | undefined {
    return this.#jobs
      .filter(({ phase }) => phase === 'waiting')
      .reduce<Job | undefined>(
        (best, job) => (best && best.priority <= job.priority ? best : job),
        undefined,
      );
  }

  /** Does what is due, one thing after another. */
  #pump(): void {
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
    });
  }

  async #advance(): Promise<void> {
    const next = this.#findNext();
    if (next === undefined || this.#client.getState().status === 'failed') return;
    const active = this.#active;
    if (active !== null) {
      const isIdle = active.wantsPause && active.isHeld && active.stepsToGo === 0;
      if (!isIdle && next.priority >= active.priority) return;
      await this.#park(active);
    }
    if (this.#active === null && next.phase === 'waiting') await this.#start(next);
    this.#isPumpDue = true;
  }

  async #park(job: Job): Promise<void> {
    const { runId } = job;
    if (runId === null) return;
    if (!job.isHeld) {
      const held = new Promise<void>((resolve) => {
        job.onHeld = resolve;
      });
      this.#client.pauseRun(runId).catch((error) => this.#fail(runId, toFailure(error), job.resumeFrom));
      await held;
      job.onHeld = null;
    }
    if (job.phase === 'over' || this.#active !== job) return;
    this.#active = null;
    job.runId = null;
    job.isHeld = false;
    job.priority = job.options.priority;
    if (job.wantsPause) job.phase = 'parked';
    else this.#enqueue(job);
    await this.#client.cancelRun(runId).catch(() => {}); // the next start ends it anyway
  }

  async #start(job: Job): Promise<void> {
    const { recipe, onPhase, onEvent } = job.options;
    job.phase = 'active';
    job.isHeld = false;
    this.#active = job;
    onPhase('starting');
    const { runId, started } = this.#client.startRun({
      recipe,
      ...(job.resumeFrom === null ? {} : { resumeFrom: job.resumeFrom }),
      ...(job.wantsPause ? { paused: true } : {}),
    });
    job.runId = runId;
    try {
      await started;
      // A pause or a cancel that came while the run was being started.
      if ((job.phase as Phase) === 'over') await this.#client.cancelRun(runId);
      else if (job.wantsPause && !job.isHeld) await this.#client.pauseRun(runId);
    } catch (error) {
      if ((job.phase as Phase) === 'over') return;
      onEvent({ kind: 'runFailed', runId, reason: 'engine', ...toFailure(error) });
      this.#end(job);
    }
  }
}
