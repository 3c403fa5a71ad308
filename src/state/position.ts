/** How is a place in a run said? As a code for translation and as the end of an English sentence. */
import type { RunPosition } from '../protocol/snapshots.ts';

export type PlaceCode = 'AtEpoch' | 'AtStage' | 'AtStep' | 'AtBeginning';

export interface Place {
  readonly code: PlaceCode;
  /** `from the end of epoch 2`. Counts from 1. */
  readonly words: string;
  readonly values: Readonly<Record<string, number>>;
}

/** Where a run goes on; null is its beginning. */
export function toPlace(position: RunPosition | null): Place {
  const { stage, epoch, step } = position ?? { stage: 0, epoch: 0, step: 0 };
  if (step > 0) {
    const values = { step: step + 1, epoch: epoch + 1, stage: stage + 1 };
    return { code: 'AtStep', words: `from step ${step + 1} of epoch ${epoch + 1}`, values };
  }
  if (epoch > 0) {
    return { code: 'AtEpoch', words: `from the end of epoch ${epoch}`, values: { epoch, stage: stage + 1 } };
  }
  if (stage > 0) return { code: 'AtStage', words: `from the end of stage ${stage}`, values: { stage } };
  return { code: 'AtBeginning', words: 'from its beginning', values: {} };
}
