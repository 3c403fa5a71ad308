/**
 * Times of models that stand side by side on the page. A time that was taken at another moment, on a machine
 * that was busier or quieter, says nothing about which of two models is faster; so all that are shown
 * together are sampled in turn, by one question to the engine. Models of the same weights and the same net
 * are one.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineClient } from '../client/client.ts';
import type { Ledger, MeasuredLatency } from '../protocol/ledger.ts';
import type { ModelSnapshot } from '../protocol/snapshots.ts';
import { callTwice } from './model.ts';

/** Comparisons that are kept, the newest first. */
const KEPT = 24;

/** A model as it stands beside others: what it weighed, and its weights where the page still has them. */
export interface Weighed {
  readonly ledger: Ledger;
  readonly snapshot: ModelSnapshot | null;
}

/** What models that were timed together took, by their identity. */
export type Comparison = ReadonlyMap<string, MeasuredLatency>;

export interface TimesState {
  readonly comparisons: readonly Comparison[];
  /** Times of single models, for what is asked of one alone: its layers. */
  readonly alone: ReadonlyMap<ModelSnapshot, MeasuredLatency>;
  readonly isTiming: boolean;
  /** Times one model, unless that is done. Rejects where the engine cannot. */
  timeAlone(model: ModelSnapshot): Promise<void>;
  /** Times them in turn, unless that is done or on its way. Rejects where the engine cannot. */
  timeTogether(models: readonly Weighed[]): Promise<void>;
}

/** The engine's store of times. */
export function createTimes(client: Pick<EngineClient, 'call'>): StoreApi<TimesState> {
  let last: Promise<unknown> = Promise.resolve();
  const onTheirWay = new Map<string, Promise<void>>();
  const store = createStore<TimesState>((set, get) => {
    const measure = async (models: readonly ModelSnapshot[]) => {
      set({ isTiming: true });
      try {
        return await callTwice(() => client.call('timeTogether', { models }));
      } finally {
        set({ isTiming: false });
      }
    };
    const ask = async (models: ReadonlyMap<string, ModelSnapshot>) => {
      await last.catch(() => {});
      if (findComparison(get().comparisons, [...models.keys()]) !== null) return;
      const taken = await measure([...models.values()]);
      const comparison = new Map([...models.keys()].map((key, at) => [key, taken[at]!]));
      set({ comparisons: [comparison, ...get().comparisons].slice(0, KEPT) });
    };
    return {
      comparisons: [],
      alone: new Map(),
      isTiming: false,
      async timeAlone(model) {
        if (get().alone.has(model)) return;
        const [taken] = await measure([model]);
        set({ alone: new Map([...get().alone, [model, taken!] as const].slice(-KEPT)) });
      },
      timeTogether(weighed) {
        const models = new Map(
          weighed.flatMap((each) =>
            each.snapshot === null ? [] : [[toIdentity(each), each.snapshot] as const],
          ),
        );
        if (weighed.length < 2 || models.size === 0) return Promise.resolve();
        const group = [...models.keys()].sort().join();
        const asked = onTheirWay.get(group) ?? ask(models).finally(() => onTheirWay.delete(group));
        onTheirWay.set(group, asked);
        last = asked;
        return asked;
      },
    };
  });
  return store;
}

/** The newest comparison that has all of them; null where they have not been timed together. */
function findComparison(
  comparisons: readonly Comparison[],
  identities: readonly string[],
): Comparison | null {
  return comparisons.find((each) => identities.every((identity) => each.has(identity))) ?? null;
}

/**
 * Ledgers with the times of the newest comparison of all of them; as they are where there is none. A model
 * whose weights the page no longer has keeps the time that it was weighed with.
 */
export function compareTimes(
  comparisons: readonly Comparison[],
  models: readonly Weighed[],
): { readonly ledgers: readonly Ledger[]; readonly isCompared: boolean } {
  const found = findComparison(
    comparisons,
    models.filter(({ snapshot }) => snapshot !== null).map(toIdentity),
  );
  const ledgers = models.map((each) => {
    const taken = each.snapshot === null ? undefined : found?.get(toIdentity(each));
    return taken === undefined ? each.ledger : { ...each.ledger, ...taken };
  });
  return { ledgers, isCompared: found !== null };
}

/** Says which models of a comparison have weights here, so that it can be told from another. */
export function toGroup(models: readonly Weighed[]): string {
  return models.map((each) => (each.snapshot === null ? '' : toIdentity(each))).join();
}

const identities = new WeakMap<ModelSnapshot, string>();

/** What decides how long a model takes: its weights, the net around them, and the grids that they lie on. */
function toIdentity({ ledger, snapshot }: Weighed): string {
  if (snapshot === null) return ledger.weightsSha256;
  let net = identities.get(snapshot);
  if (net === undefined) {
    net = JSON.stringify([snapshot.spec, snapshot.grids]);
    identities.set(snapshot, net);
  }
  return `${ledger.weightsSha256} ${net}`;
}
