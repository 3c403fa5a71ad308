/** How many images does the reader's cut get wrong? */
import type { Evaluation } from '../../../src/protocol/events.ts';
import { MODEL_DATASET } from '../../../src/spec/zoo.ts';
import type { EvaluationQuery } from '../../../src/state/querystate.ts';
import * as wrong from '../../parts/wrong.ts';
import { type Cut, toPruneStage, useCut } from '../settings.ts';
import { useDenseKernels } from './kernels.ts';
import { SLOTS } from './slots.ts';

/** The model, and the cut as a stage. */
function useCutKey(): string | null {
  const { cut } = useCut();
  const kernels = useDenseKernels();
  if (kernels.length === 0) return null;
  const stage = toPruneStage(
    cut,
    kernels.map(({ layer }) => layer),
  );
  return JSON.stringify([cut.model, stage]);
}

function toQuery(key: string, examples: number): EvaluationQuery {
  const [model, cut] = JSON.parse(key) as [Cut['model'], ReturnType<typeof toPruneStage>];
  return { dataset: MODEL_DATASET[model], examples, stages: [cut] };
}

/** Asks the engine about the cut whenever it changes. For one component of the page. */
export function useWrongMeasurement(): void {
  const { cut } = useCut();
  wrong.useWrongMeasurement({ slot: SLOTS.dense, model: cut.model, key: useCutKey(), toQuery });
}

/** Wrong answers of the trained net under the reader's cut, without retraining. */
export function useWrongCount(): wrong.WrongCount {
  return wrong.useWrongCount(useCutKey());
}

/** Wrong answers of the trained net as it is; null until they are counted. */
export function useDenseWrong(): Evaluation | null {
  const { cut } = useCut();
  return wrong.useDenseWrong(cut.model);
}
