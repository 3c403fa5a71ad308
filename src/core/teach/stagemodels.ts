/**
 * Models of a run's own stages that later stages learn from. Each is kept from the end of its stage until the
 * last stage that asks for it has ended, in every snapshot of the run too, so that it can go on from any.
 */
import type { ModelSnapshot, StageModel } from '../../protocol/snapshots.ts';
import type { Stage } from '../../recipe/schema.ts';
import { listTeachers } from '../../recipe/teachers.ts';
import { listStageEnds } from '../../recipe/unroll.ts';
import type { Network } from '../models/network.ts';

export class StageModels {
  /**
   * By stage of the recipe: after which of the unrolled stages its model is there, and until when it is
   * asked.
   */
  readonly #wanted = new Map<number, { readonly from: number; readonly until: number }>();
  readonly #kept = new Map<number, ModelSnapshot>();

  /**
   * @param stages as the recipe writes them
   * @param kept what a snapshot of the run carries
   */
  constructor(stages: readonly Stage[], kept: readonly StageModel[] = []) {
    const ends = listStageEnds(stages);
    for (const { source, stage } of listTeachers(stages)) {
      if (source.kind !== 'stage') continue;
      this.#wanted.set(source.stage, { from: ends[source.stage]!, until: ends[stage]! });
    }
    for (const { stage, model } of kept) this.#kept.set(stage, model);
  }

  /** Keeps the model where it will be asked for, and lets those go that will not be any more. */
  async note(endedStage: number, network: Network): Promise<void> {
    for (const [stage, { from, until }] of this.#wanted) {
      if (from === endedStage) this.#kept.set(stage, await network.toEffectiveSnapshot());
      if (until === endedStage) this.#kept.delete(stage);
    }
  }

  find(stage: number): ModelSnapshot {
    const model = this.#kept.get(stage);
    if (model === undefined) throw new Error(`the model after stage ${stage} is no longer kept`);
    return model;
  }

  toSnapshot(): StageModel[] {
    return [...this.#kept].map(([stage, model]) => ({ stage, model }));
  }
}
