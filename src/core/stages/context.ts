/** What a stage that changes a network at once may need beside it. */
import type { HelperPool } from '../parallel/pool.ts';
import type { Splits } from '../pass/splits.ts';
import type { Teacher } from '../teach/teacher.ts';

export interface StageContext {
  /** The recipe's: all that is drawn comes from streams keyed by it. */
  readonly seed: number;
  /**
   * The recipe's data. A stage that reads training images waits for them: only training does so by itself.
   */
  readonly splits: Splits;
  /** Gives any model source when it is asked, and what models answer. */
  readonly teacher: Teacher;
  /** Helpers, on WASM. */
  readonly pool?: HelperPool | undefined;
  /** Awaited now and then in long work; throws where the run was cancelled. */
  yieldThread(): Promise<void>;
}
