/**
 * How does a net come onto the page? Hooks that fetch a trained net or take a run's result into a slot, and
 * read it from there.
 */
import { useDeferredValue, useEffect } from 'react';
import type { Ledger } from '../../src/protocol/ledger.ts';
import type { ModelSnapshot } from '../../src/protocol/snapshots.ts';
import type { Failure } from '../../src/spec/failure.ts';
import type { ModelName } from '../../src/spec/zoo.ts';
import { useModel, useRun } from '../../src/state/hooks.ts';
import type { ModelState } from '../../src/state/modelstate.ts';
import { type Kernel, toKernels } from './kernels.ts';

/** Keeps the trained net of that name in the slot. For one component of the page. */
export function useCheckpoint(slot: string, model: ModelName): void {
  const loaded = useModel(slot, ({ origin }) => origin);
  const { loadCheckpoint } = useModel(slot, ({ actions }) => actions);
  useEffect(() => {
    if (loaded !== model) loadCheckpoint(model).catch(() => {}); // the slot's state says why
  }, [loaded, model, loadCheckpoint]);
}

/**
 * The run whose net is in a slot, as long as the page: a text that is drawn anew takes nothing twice, and one
 * that was left misses nothing.
 */
const takenBySlot = new Map<string, Ledger>();

/** Takes the net of each run that ends into the slot. For one component of the page. */
export function useModelOfEndedRun(slot: string, run: string): void {
  const ledger = useRun(run, (state) => state.ledger);
  const { fromRun } = useModel(slot, ({ actions }) => actions);
  useEffect(() => {
    if (ledger === null || ledger === takenBySlot.get(slot)) return;
    takenBySlot.set(slot, ledger);
    fromRun(run).catch(() => {});
  }, [ledger, fromRun, run, slot]);
}

/** The nets in several slots. `slots` must be a constant list. */
export function useModelStates(slots: readonly string[]): readonly ModelState[] {
  // biome-ignore lint/correctness/useHookAtTopLevel: as many hooks at every call, since the list is a constant
  return slots.map((slot) => useModel(slot));
}

/** The net in the slot; null while the one that began as that of the name is on its way. */
export function useNet(slot: string, model: ModelName): ModelSnapshot | null {
  return useModel(slot, ({ snapshot, origin }) => (origin === model ? snapshot : null));
}

/** The kernels of the net in the slot; empty while the net of that name is on its way. */
export function useKernels(slot: string, model: ModelName): readonly Kernel[] {
  // A net arrives for a dozen figures at once: they are drawn anew in slices between which the page answers.
  return toKernels(useDeferredValue(useNet(slot, model)));
}

/** Why the net of that name is not in the slot; null while it is, or is on its way. */
export function useModelFailure(slot: string, model: ModelName): Failure | null {
  return useModel(slot, ({ origin, failure, status }) =>
    origin === model || status === 'loading' ? null : failure,
  );
}

/** Is a net in the slot that began as the one of that name? */
export function isOf(name: string) {
  return ({ origin, status }: Pick<ModelState, 'origin' | 'status'>) => status === 'ready' && origin === name;
}
