/**
 * Who teaches a run? The checkpoint that its recipe starts from. It is asked once for each temperature: what it answers does not change, and
 * stages that follow need not wait again.
 */
import type { Examples } from '../../data/examples.ts';
import type { TeacherAnswered } from '../../protocol/events.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { Distillation, Recipe } from '../../recipe/schema.ts';
import { askTeacher } from '../distil/teacher.ts';
import type { PackedSoftTargets } from '../loss/softtargets.ts';
import type { RunEnvironment } from './environment.ts';

export class Teacher {
  readonly #recipe: Recipe;
  readonly #environment: RunEnvironment;
  readonly #tell: (progress: Pick<TeacherAnswered, 'answered' | 'images'>) => void;
  readonly #probabilities = new Map<number, Float32Array>();

  /** @param tell how far it has answered, a few times a second */
  constructor(
    recipe: Recipe,
    environment: RunEnvironment,
    tell: (progress: Pick<TeacherAnswered, 'answered' | 'images'>) => void,
  ) {
    this.#recipe = recipe;
    this.#environment = environment;
    this.#tell = tell;
  }

  /**
   * @param examples the same at every call
   * @param yieldThread awaited between batches; may throw to stop
   * @throws when the recipe's model has no checkpoint
   */
  async teach(
    distillation: Distillation,
    examples: Examples,
    yieldThread: () => Promise<void>,
  ): Promise<PackedSoftTargets> {
    const { temperature } = distillation;
    const known = this.#probabilities.get(temperature);
    if (known !== undefined) return { ...distillation, probabilities: known };
    const softTargets = await this.#ask(distillation, examples, yieldThread);
    this.#probabilities.set(temperature, softTargets.probabilities);
    return softTargets;
  }

  async #ask(
    distillation: Distillation,
    examples: Examples,
    yieldThread: () => Promise<void>,
  ): Promise<PackedSoftTargets> {
    const { model } = this.#recipe;
    if (!('name' in model)) throw new Error('a model without a checkpoint has no teacher');
    const teacher = await this.#environment.loadCheckpoint(model.name);
    let toldAt = Number.NEGATIVE_INFINITY;
    const onAnswered = (answered: number) => {
      const now = performance.now();
      if (now - toldAt < LIMITS.reportEveryMs) return;
      toldAt = now;
      this.#tell({ answered, images: examples.count });
    };
    return askTeacher(teacher, examples, distillation, { yieldThread, onAnswered }, this.#environment.pool);
  }
}
