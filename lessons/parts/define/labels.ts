/**
 * What nets are called where they are compared. A net stays in its slot while the controls go on: a retrained
 * net of yesterday's cut stands beside today's. Then both names say what was done to them.
 */
import type { ModelSnapshot } from '../../../src/protocol/snapshots.ts';
import type { ModelState } from '../../../src/state/modelstate.ts';
import type { Bilingual } from '../../../src/ui/language/bilingual.ts';
import type { LessonNet } from './nets.tsx';

/** What can be seen of a net's settings in the net itself, from coarse to fine. */
export type Describe = (net: ModelSnapshot) => readonly Bilingual[];

/**
 * Keeps what was found: a net is described anew at each render, and never changes.
 */
export function remember(describe: Describe): Describe {
  const known = new WeakMap<ModelSnapshot, readonly Bilingual[]>();
  return (net) => {
    const found = known.get(net) ?? describe(net);
    known.set(net, found);
    return found;
  };
}

/** The label of each net; with the coarsest description in which those that are there differ, if any. */
export function toLabels(
  nets: readonly LessonNet[],
  states: readonly Pick<ModelState, 'snapshot' | 'origin'>[],
  model: string,
  describe: Describe,
): readonly Bilingual[] {
  const described = nets.map(({ make, run }, at) => {
    const { snapshot, origin } = states[at]!;
    const isChanged = make !== undefined || run !== undefined;
    return isChanged && snapshot !== null && origin === model ? describe(snapshot) : null;
  });
  const there = described.filter((each) => each !== null);
  const level = (there[0] ?? []).findIndex((_, at) => new Set(there.map((each) => each[at]?.en)).size > 1);
  return nets.map(({ label }, at) => {
    const detail = described[at]?.[level];
    return detail === undefined
      ? label
      : { en: `${label.en}, ${detail.en}`, zh: `${label.zh}（${detail.zh}）` };
  });
}
