/**
 * Who teaches a run? The checkpoint that its recipe starts from. It is asked once for each temperature: what it answers does not change, and
 * stages that follow need not wait again.
 */
import type { Examples } from '../../data/examples.ts';
import type { TeacherAnswered } from '../../protocol/events.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { Distillation, Recipe } from '../../recipe/schema.ts';
import type { PackedLesson } from '../distil/lesson.ts';
import { askTeacher } from '../distil/teacher.ts';
import type { RunSurroundings } from './surroundings.ts';

export class Teacher {
  readonly #recipe: Recipe;
  readonly #surroundings: RunSurroundings;
  readonly #tell: (progress: Pick<TeacherAnswered, 'answered' | 'images'>) => void;
  readonly #probabilities = new Map<number, Float32Array>();

  /** @param tell how far it has answered, a few times a second */
  constructor(
    recipe: Recipe,
    surroundings: RunSurroundings,
    tell: (progress: Pick<TeacherAnswered, 'answered' | 'images'>) => void,
  ) {
    this.#recipe = recipe;
    this.#surroundings = surroundings;
    this.#tell = tell;
  }

  /**
   * @param examples the same at every call
   * @param breathe awaited between batches; may throw to stop
   * @throws when the recipe's model has no checkpoint
   */
  async teach(
    distillation: Distillation,
    examples: Examples,
    breathe: () => Promise<void>,
  ): Promise<PackedLesson> {
    const { temperature } = distillation;
    const known = this.#probabilities.get(temperature);
    if (known !== undefined) return { ...distillation, probabilities: known };
    const lesson = await this.#ask(distillation, examples, breathe);
    this.#probabilities.set(temperature, lesson.probabilities);
    return lesson;
  }

  async #ask(
    distillation: Distillation,
    examples: Examples,
    breathe: () => Promise<void>,
  ): Promise<PackedLesson> {
    const { model } = this.#recipe;
    if (!('name' in model)) throw new Error('a model without a checkpoint has no teacher');
    const teacher = await this.#surroundings.loadCheckpoint(model.name);
    let toldAt = Number.NEGATIVE_INFINITY;
    const onAnswered = (answered: number) => {
      const now = performance.now();
      if (now - toldAt < LIMITS.reportEveryMs) return;
      toldAt = now;
      this.#tell({ answered, images: examples.count });
    };
    return askTeacher(teacher, examples, distillation, { breathe, onAnswered }, this.#surroundings.pool);
  }
}
