/**
 * Whom a run's students ask. A teacher is asked about all training images as they are: what a student sees
 * moved or flipped is still the same digit to its teacher. Logits do not change, so each model is asked once
 * in a run; stages that follow, at whatever temperature, need not wait again.
 */
import type { Examples } from '../../data/examples.ts';
import type { TeacherAnswered } from '../../protocol/events.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import type { Recipe } from '../../recipe/schema.ts';
import { checkReads } from '../../spec/datasets.ts';
import { listNets, type NetSource, type TeacherSource } from '../../spec/source.ts';
import { soften } from '../loss/softtargets.ts';
import { type AnswerOptions, answerAll } from '../measure/answerall.ts';
import { Network } from '../models/network.ts';
import { loadSource, type ModelStock } from '../models/source.ts';
import type { HelperPool } from '../parallel/pool.ts';
import { meanOf } from './mean.ts';
import { StageModels } from './stagemodels.ts';

/** What a teacher needs from outside. */
export interface TeacherEnvironment extends ModelStock {
  readonly pool?: HelperPool | undefined;
}

/** How far it has answered: images of all the models that are asked now. */
type Progress = Pick<TeacherAnswered, 'answered' | 'images'>;

export interface TeacherOptions {
  /** Told a few times a second. */
  readonly tell?: (progress: Progress) => void;
  /** Models of the run's own stages. */
  readonly stageModels?: StageModels;
}

export class Teacher {
  readonly #recipe: Pick<Recipe, 'model' | 'dataset'>;
  readonly #environment: TeacherEnvironment;
  readonly #tell: (progress: Progress) => void;
  readonly #stageModels: StageModels;
  /** By source, [images, classes]. */
  readonly #logits = new Map<string, Float32Array>();

  constructor(
    recipe: Pick<Recipe, 'model' | 'dataset'>,
    environment: TeacherEnvironment,
    { tell = () => undefined, stageModels = new StageModels([]) }: TeacherOptions = {},
  ) {
    this.#recipe = recipe;
    this.#environment = environment;
    this.#tell = tell;
    this.#stageModels = stageModels;
  }

  /** @throws with one sentence when the model cannot be had, or reads other images than the recipe's */
  async load(source: NetSource): Promise<ModelSnapshot> {
    const { model, dataset } = this.#recipe;
    const net =
      source.kind === 'stage'
        ? this.#stageModels.find(source.stage)
        : await loadSource(source, model, this.#environment);
    checkReads(net.spec, dataset.name);
    return net;
  }

  /**
   * What it says of each of the examples: softmax(t / T), or the mean over several models of logits t or of
   * these probabilities.
   *
   * @param examples the same at every call
   * @param yieldThread awaited between batches; may throw to stop
   * @returns [images, classes]
   */
  async answer(
    teacher: TeacherSource,
    temperature: number,
    examples: Examples,
    yieldThread: () => Promise<void>,
  ): Promise<Float32Array> {
    const logits = await this.#askAll(listNets(teacher), examples, yieldThread);
    const classes = logits[0]!.length / examples.count;
    if (teacher.kind === 'average' && teacher.of === 'logits')
      return soften(meanOf(logits), classes, temperature);
    return meanOf(logits.map((each) => soften(each, classes, temperature)));
  }

  async #askAll(
    nets: readonly NetSource[],
    examples: Examples,
    yieldThread: () => Promise<void>,
  ): Promise<Float32Array[]> {
    const toKey = (source: NetSource) => JSON.stringify(source);
    const open = nets.filter(
      (each, index) =>
        !this.#logits.has(toKey(each)) && nets.findIndex((other) => toKey(other) === toKey(each)) === index,
    );
    const images = open.length * examples.count;
    let toldAt = Number.NEGATIVE_INFINITY;
    for (const [index, source] of open.entries()) {
      const onAnswered = (count: number) => {
        const now = performance.now();
        if (now - toldAt < LIMITS.reportEveryMs) return;
        toldAt = now;
        this.#tell({ answered: index * examples.count + count, images });
      };
      const model = await this.load(source);
      const options = { yieldThread, onAnswered };
      this.#logits.set(toKey(source), await answerLogits(model, examples, options, this.#environment.pool));
    }
    return nets.map((each) => this.#logits.get(toKey(each))!);
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
