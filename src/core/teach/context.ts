import type { Examples } from '../../data/examples.ts';
import type { ModelSpec } from '../../spec/model.ts';
import type { Network } from '../models/network.ts';
import type { Teacher } from './teacher.ts';

/** What a term may be made from. */
export interface TermContext {
  readonly teacher: Teacher;
  /** The net that learns; a term may add auxiliary tensors, which leave it when the stage ends. */
  readonly network: Network;
  /** The recipe's own net, as its start makes it. */
  readonly own: ModelSpec;
  /** The recipe's seed, and the stage that begins: what a term draws comes from streams keyed by both. */
  readonly seed: number;
  readonly stage: number;
  /** All that the stage trains on. */
  readonly examples: Examples;
  /** Awaited now and then; may throw to stop. */
  yieldThread(): Promise<void>;
}
