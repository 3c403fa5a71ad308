/**
 * Every experiment of the lesson, as recipes. Figures start these, the tool that fills `results.json` runs
 * these, and the tests run these: what the text quotes is what the reader can run.
 */
import type { RecipeInput } from '../../src/recipe/schema.ts';
import { toDataset } from '../parts/effort.ts';
import { fromTrained, type StageInput, type TrainInput, toTrainStage } from '../parts/recipes.ts';
import { type Settings, STUDENTS, type TeacherName } from './settings.ts';

/**
 * From what a student learns: labels, the teacher's softened answers, or these and one of its layers, which
 * it gives again or of which it learns where to look.
 */
export const WAYS = ['labels', 'soft', 'hint', 'attention'] as const;
export type Way = (typeof WAYS)[number];

/** The ways that a teacher's student can take. */
export function listWays(model: TeacherName): readonly Way[] {
  return WAYS.filter((way) => way !== 'attention' || STUDENTS[model].attention !== undefined);
}

/** Chosen on the last 10,000 training images, as was the temperature of the text. */
const RATE = 0.003;
const BATCH = 50;
export const EPOCHS = 8;

/** The seed of the students that the reader watches; pairs go on from it. */
export const SEED = 1;

function toTerms({ model, temperature, share }: Settings, way: Way): Partial<TrainInput> {
  const teacher = { kind: 'checkpoint', name: model } as const;
  if (way === 'labels') return {};
  const { hint, attention } = STUDENTS[model];
  return {
    distil: { teacher, temperature, share },
    ...(way === 'hint' && { hint: { teacher, ...hint } }),
    ...(way === 'attention' && attention && { attention: { teacher, ...attention } }),
  };
}

/** A student from random weights. @param seed of its weights and of the images' order */
export function toStudentRecipe(settings: Settings, way: Way, seed = SEED): RecipeInput {
  return {
    version: 1,
    seed,
    dataset: toDataset(settings.model, Number(settings.images)),
    model: { name: STUDENTS[settings.model].name },
    stages: [{ ...toTrainStage(EPOCHS, RATE), batchSize: BATCH, ...toTerms(settings, way) }],
  };
}

/** As the reader chose, but for the share: without a label for any image, and without one of the digit. */
export function toLeftOutRecipe(settings: Settings, way: 'labels' | 'soft' = 'soft'): RecipeInput {
  const recipe = toStudentRecipe({ ...settings, share: 1 }, way);
  const model = { name: STUDENTS[settings.model].wide };
  return { ...recipe, model, dataset: { ...recipe.dataset, leaveOut: [settings.digit] } };
}

/** Held back, to choose by how much the digit's bias is put right. */
const HELD = 10_000;

/** The same, and the bias of the digit put right by images that are held back. */
export function toShiftedRecipe(settings: Settings): RecipeInput {
  const recipe = toLeftOutRecipe(settings);
  const dataset = { ...recipe.dataset, validationExamples: HELD };
  return { ...recipe, dataset, stages: [...recipe.stages, toShiftStage(settings.digit)] };
}

/** @param by what gets the most of the held images right where absent */
export function toShiftStage(digit: number, by?: number): StageInput {
  return { kind: 'shiftBias', classes: [digit], ...(by !== undefined && { by }) };
}

/** Where the figure of few bits asks. */
export const FEW_TEMPERATURES = [1, 2, 5, 10, 20] as const;

const FEW_IMAGES: Readonly<Record<TeacherName, number>> = { 'lenet-300-100': 10_000, 'lenet-5': 2000 };
const FEW_EPOCHS = 2;

/**
 * The trained net with weights of so many bits, trained on with its grid in place: by labels alone where
 * there is no temperature, else by the answers of the net that it was.
 */
export function toFewRecipe(model: TeacherName, bits: number, temperature: number | null): RecipeInput {
  const train = toTrainStage(FEW_EPOCHS, 0.0005);
  const distil = {
    teacher: { kind: 'checkpoint', name: model },
    temperature: temperature ?? 1,
    share: 1,
  } as const;
  return fromTrained(
    model,
    [{ kind: 'quantize', bits }, temperature === null ? train : { ...train, distil }],
    { examples: FEW_IMAGES[model] },
  );
}
