/**
 * The teacher of a run: the checkpoint that its recipe starts from, asked about all training images as they
 * are. What a student sees moved or flipped is still the same digit to its teacher. Its logits do not change,
 * so it is asked once; stages that follow, at whatever temperature, need not wait again.
 */
import type { Examples } from '../../data/examples.ts';
import type { TeacherAnswered } from '../../protocol/events.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import type { Recipe } from '../../recipe/schema.ts';
import type { ModelName } from '../../spec/zoo.ts';
import type { Distillation } from '../../techniques/distil/options.ts';
import { soften } from '../loss/softtargets.ts';
import type { LossTerm } from '../loss/terms.ts';
import { type AnswerOptions, answerAll } from '../measure/answerall.ts';
import { Network } from '../models/network.ts';
import type { HelperPool } from '../parallel/pool.ts';

/** What a teacher needs from outside. */
export interface TeacherEnvironment {
  loadCheckpoint(name: ModelName): Promise<ModelSnapshot>;
  readonly pool?: HelperPool;
}

export class Teacher {
  readonly #recipe: Recipe;
  readonly #environment: TeacherEnvironment;
  readonly #tell: (progress: Pick<TeacherAnswered, 'answered' | 'images'>) => void;
  #logits: Float32Array | undefined;
  #classes = 0;

  /** @param tell how far it has answered, a few times a second */
  constructor(
    recipe: Recipe,
    environment: TeacherEnvironment,
    tell: (progress: Pick<TeacherAnswered, 'answered' | 'images'>) => void,
  ) {
    this.#recipe = recipe;
    this.#environment = environment;
    this.#tell = tell;
  }

  /**
   * The loss of a stage that learns from labels and teacher: (1 - share) * H(labels, softmax(z)) + share *
   * T^2 * H(softmax(t / T), softmax(z / T)).
   * @param examples the same at every call
   * @param yieldThread awaited between batches; may throw to stop
   * @throws when the recipe's model has no checkpoint
   */
  async teach(
    { temperature, share }: Distillation,
    examples: Examples,
    yieldThread: () => Promise<void>,
  ): Promise<readonly LossTerm[]> {
    this.#logits ??= await this.#ask(examples, yieldThread);
    const probabilities = soften(this.#logits, this.#classes, temperature);
    return [
      { kind: 'labels', weight: 1 - share },
      { kind: 'softTargets', weight: share, temperature, probabilities },
    ];
  }

  async #ask(examples: Examples, yieldThread: () => Promise<void>): Promise<Float32Array> {
    const { model } = this.#recipe;
    if (!('name' in model)) throw new Error('a model without a checkpoint has no teacher');
    const teacher = await this.#environment.loadCheckpoint(model.name);
    this.#classes = teacher.spec.classes;
    let toldAt = Number.NEGATIVE_INFINITY;
    const onAnswered = (answered: number) => {
      const now = performance.now();
      if (now - toldAt < LIMITS.reportEveryMs) return;
      toldAt = now;
      this.#tell({ answered, images: examples.count });
    };
    return answerLogits(teacher, examples, { yieldThread, onAnswered }, this.#environment.pool);
  }
}

/** A model's logits for each of the examples, [count, classes]; the same bits with any number of helpers. */
export async function answerLogits(
  model: ModelSnapshot,
  examples: Examples,
  options: Pick<AnswerOptions, 'yieldThread' | 'onAnswered'>,
  pool?: HelperPool,
): Promise<Float32Array> {
  const network = Network.fromSnapshot(model);
  try {
    const { logits } = await answerAll(network, examples, { ...options, withLogits: true }, pool);
    return logits!;
  } finally {
    network.dispose();
  }
}
