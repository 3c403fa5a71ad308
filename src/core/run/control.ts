/**
 * How is a run steered while it runs? Between two steps it passes a gate, which lets it go on, holds it, lets
 * a single step through, or ends it; and it lets the thread answer messages. Yielding goes by MessageChannel:
 * timers are throttled in hidden tabs, animation frames stop there.
 */

/** Thrown at the gate of a cancelled run. */
export class RunCancelledError extends Error {
  override readonly name = 'RunCancelledError';
}

/** The longest that a run keeps the thread without letting messages in, in milliseconds. */
const YIELD_EVERY_MS = 8;

/** Resolves after the messages that are waiting have been handled. */
export function yieldToMessages(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

export class RunControl {
  #state: 'running' | 'paused' | 'cancelled';
  #stepsToGo = 0;
  #wake: (() => void) | undefined;
  #lastYield = performance.now();

  constructor(paused: boolean) {
    this.#state = paused ? 'paused' : 'running';
  }

  get isPaused(): boolean {
    return this.#state === 'paused';
  }

  pause(): void {
    if (this.#state === 'running') this.#state = 'paused';
  }

  resume(): void {
    if (this.#state === 'paused') this.#change('running');
  }

  /** Lets one more training step through a paused run. */
  step(): void {
    if (this.#state !== 'paused') return;
    this.#stepsToGo++;
    this.#wake?.();
  }

  cancel(): void {
    this.#change('cancelled');
  }

  #change(state: 'running' | 'cancelled'): void {
    this.#state = state;
    this.#stepsToGo = 0;
    this.#wake?.();
  }

  /** Lets messages in now and then. @throws RunCancelledError */
  async yieldThread(): Promise<void> {
    if (performance.now() - this.#lastYield > YIELD_EVERY_MS) {
      await yieldToMessages();
      this.#lastYield = performance.now();
    }
    if (this.#state === 'cancelled') throw new RunCancelledError('the run was cancelled');
  }

  /**
   * Passed before each training step.
   * @param onHeld called once when the run starts to wait, before it does
   * @returns true when it had to wait and goes on running
   * @throws RunCancelledError
   */
  async passGate(onHeld: () => Promise<void>): Promise<boolean> {
    await this.yieldThread();
    if (this.#state !== 'paused') return false;
    if (this.#stepsToGo === 0) await onHeld();
    while (this.#state === 'paused' && this.#stepsToGo === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
    if (this.#stepsToGo > 0) this.#stepsToGo--;
    await this.yieldThread();
    return !this.isPaused;
  }
}
