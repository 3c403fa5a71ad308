/** How many images does the reader's sharing get wrong? */
import type { Evaluation } from '../../../src/protocol/events.ts';
import type { EvaluationQuery } from '../../../src/state/querystate.ts';
import * as wrong from '../../parts/wrong.ts';
import { type Sharing, useSharing } from '../settings.ts';
import { toSharingQuery } from './queries.ts';
import { SLOTS } from './slots.ts';

function toQuery(key: string, examples: number): EvaluationQuery {
  return toSharingQuery(JSON.parse(key) as Sharing, examples);
}

/** Asks the engine about the sharing whenever it changes, and about the trained net. For one component of the page. */
export function useWrongMeasurement(): void {
  const { sharing } = useSharing();
  const key = JSON.stringify(sharing);
  wrong.useWrongMeasurement({ slot: SLOTS.dense, model: sharing.model, key, toQuery });
}

/** Wrong answers of the trained net under the reader's sharing, not trained since. */
export function useWrongCount(): wrong.WrongCount {
  const { sharing } = useSharing();
  return wrong.useWrongCount(JSON.stringify(sharing));
}

/** Wrong answers of the trained net as it is; null until they are counted. */
export function useDenseWrong(): Evaluation | null {
  const { sharing } = useSharing();
  return wrong.useDenseWrong(sharing.model);
}
