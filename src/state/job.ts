/**
 * What is one run's wish to be carried out? A recipe, how urgent it is, and how far it has got, on whatever
 * engine.
 */
import type { RunEvent } from '../protocol/events.ts';
import type { RunSnapshot } from '../protocol/snapshots.ts';
import type { Recipe } from '../recipe/schema.ts';

/** A single step of a paused run: there at once. */
export const STEP_PRIORITY = -1;
/** The machine is its own while it trains. */
export const READER_PRIORITY = 0;
/** Runs side by side with others of its kind, on whatever engine is free. */
export const SHARED_PRIORITY = 1;

export interface JobOptions {
  readonly recipe: Recipe;
  readonly resumeFrom?: RunSnapshot | null;
  /** Lower goes first. */
  readonly priority: number;
  readonly onEvent: (event: RunEvent) => void;
  /** `queued`: waits for an engine; `starting`: an engine has been asked. */
  readonly onPhase: (phase: 'queued' | 'starting') => void;
}

type Phase = 'waiting' | 'active' | 'parked' | 'over';

export class Job {
  readonly options: JobOptions;
  phase: Phase = 'waiting';
  priority: number;
  /** Its number on the engine that carries it out. */
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

  /** True when its engine stands still until the reader says more. */
  get isIdle(): boolean {
    return this.wantsPause && this.isHeld && this.stepsToGo === 0;
  }

  /** Back to those that wait. */
  enqueue(): void {
    this.phase = 'waiting';
    this.options.onPhase('queued');
  }
}
