/**
 * Steers a run whose engine may die under it: the commands to start, pause, step and end a run, and what the
 * reader asked of it last, which an engine that is started anew keeps to.
 */
import type { CommandKind, Commands, StoredModels } from '../protocol/commands.ts';
import type { RunEvent } from '../protocol/events.ts';
import { listStoredIds } from '../recipe/listsources.ts';
import type { Recipe } from '../recipe/schema.ts';
import { CallRefused, WorkerDied } from './errors.ts';
import { FollowedRun, type RunOrder } from './follow.ts';
import type { LoadStored } from './types.ts';

/** What runs need of the client that keeps their engine. */
export interface RunHost {
  /** Sends a command once the engine is up. */
  call<Kind extends CommandKind>(
    kind: Kind,
    values: Commands[Kind]['arguments'],
  ): Promise<Commands[Kind]['answer']>;
  whenReady(): Promise<unknown>;
  /** Whether there is an engine that could be told anything, now or once it is up. */
  hasEngine(): boolean;
  readonly loadStored: LoadStored;
  /** A run was asked for. */
  onRecipe(recipe: Recipe): void;
  /** A run is about to be sent. */
  onRun(run: FollowedRun): void;
}

export class ClientRuns {
  readonly #host: RunHost;
  #active: FollowedRun | null = null;
  #nextRunId = 1;
  /** Runs that wait for the engine to come up. */
  readonly #unsent = new Set<number>();

  constructor(host: RunHost) {
    this.#host = host;
  }

  /** The run that the engine has, pauses included. */
  get active(): FollowedRun | null {
    return this.#active;
  }

  /** True from a run's start to its end, pauses included. */
  get isRunning(): boolean {
    return this.#active !== null || this.#unsent.size > 0;
  }

  /**
   * Starts a run, ending the one before. `started` resolves when the engine has taken it; until then no other
   * run should be started.
   */
  start(order: RunOrder): { readonly runId: number; readonly started: Promise<void> } {
    const runId = this.#nextRunId++;
    this.#unsent.add(runId);
    this.#host.onRecipe(order.recipe);
    return { runId, started: this.#send(runId, order) };
  }

  async #send(runId: number, order: RunOrder): Promise<void> {
    const [models] = await Promise.all([this.#loadModels(order.recipe), this.#host.whenReady()]).catch(
      (error) => {
        this.#unsent.delete(runId);
        throw error;
      },
    );
    if (!this.#unsent.delete(runId)) return; // cancelled meanwhile
    const run = new FollowedRun(runId, order, models);
    this.#active = run;
    this.#host.onRun(run);
    try {
      await this.#host.call('start', { runId, ...run.toOrder() });
    } catch (error) {
      if (this.#active?.runId !== runId) throw error;
      // A worker that died meanwhile is being replaced, and the new one will be given the run.
      if (error instanceof WorkerDied) return;
      this.#active = null;
      throw error;
    }
  }

  /** What is stored of the models that a recipe names; undefined where it names none. */
  async #loadModels(recipe: Recipe): Promise<StoredModels | undefined> {
    const ids = listStoredIds(recipe);
    if (ids.length === 0) return undefined;
    const models = await Promise.all(ids.map(async (id) => [id, await this.#host.loadStored(id)] as const));
    return Object.fromEntries(models.flatMap(([id, model]) => (model === undefined ? [] : [[id, model]])));
  }

  /** Asks a run to pause after its current step; `runPaused` tells when it has. */
  async pause(runId: number): Promise<void> {
    if (this.#active?.runId === runId) this.#active.isPaused = true;
    await this.#steer('pause', runId);
  }

  async resume(runId: number): Promise<void> {
    if (this.#active?.runId === runId) this.#active.isPaused = false;
    await this.#steer('resume', runId);
  }

  /** Runs one training step of a paused run. */
  async step(runId: number): Promise<void> {
    await this.#host.call('step', { runId });
  }

  /** Ends a run; its events stop at once. */
  async cancel(runId: number): Promise<void> {
    if (this.#unsent.delete(runId)) return;
    if (this.#active?.runId === runId) this.#active = null;
    if (this.#host.hasEngine()) await this.#steer('cancel', runId);
  }

  /** Takes in what an engine tells of a run; false where nobody follows that run any more. */
  take(event: RunEvent): boolean {
    if (event.runId !== this.#active?.runId) return false;
    if (this.#active.take(event)) this.#active = null;
    return true;
  }

  /** Follows the active run no longer. */
  forget(): void {
    this.#active = null;
  }

  /**
   * A command whose aim the restart reaches too: a death on the way is not an error. Nor is a run that has
   * just ended.
   */
  async #steer(kind: 'pause' | 'resume' | 'cancel', runId: number): Promise<void> {
    try {
      await this.#host.call(kind, { runId });
    } catch (error) {
      if (!(error instanceof WorkerDied) && !(kind === 'cancel' && error instanceof CallRefused)) throw error;
    }
  }
}
