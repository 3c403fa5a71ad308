/**
 * Whom the stages of a recipe learn from, as its form sees it: who can teach a stage, what a choice is called
 * in a list, and what becomes of teachers when stages move or the recipe's start changes.
 */
import { toStartSpec } from '../../recipe/fit.ts';
import type { Recipe, RecipeInput } from '../../recipe/schema.ts';
import { findMismatch } from '../../spec/datasets.ts';
import type { TeacherInput } from '../../spec/source.ts';
import { CHECKPOINT_NAMES, type CheckpointName, findCheckpoint, MODEL_ZOO } from '../../spec/zoo.ts';
import {
  dropMisfitTerms,
  keepLearning,
  LOSS_TERM_KINDS,
  LOSS_TERMS,
  type LossTermKind,
} from '../../techniques/lossterms.ts';
import type { StageInput } from '../../techniques/stages.ts';

export type NetInput = Exclude<TeacherInput, { kind: 'average' }>;
export type AverageInput = Extract<TeacherInput, { kind: 'average' }>;

/** Whether a stage that says nothing learns from the checkpoint of the recipe's model. */
export function hasOwnTeacher({ model, start }: Pick<RecipeInput, 'model' | 'start'>): boolean {
  return start !== undefined && start.kind !== 'random' && findCheckpoint(model) !== undefined;
}

/** Checkpoints of nets that read the recipe's images, the recipe's own model first. */
export function listCheckpoints({
  model,
  dataset,
}: Pick<RecipeInput, 'model' | 'dataset'>): CheckpointName[] {
  const own = 'name' in model ? model.name : undefined;
  const fitting = CHECKPOINT_NAMES.filter((name) => findMismatch(MODEL_ZOO[name], dataset.name) === null);
  return fitting.sort((one, other) => Number(other === own) - Number(one === own));
}

/** A teacher in a recipe that has none by itself: the first of the checkpoints. */
export function pickTeacher(recipe: Pick<RecipeInput, 'model' | 'dataset'>): NetInput {
  const [name] = listCheckpoints(recipe);
  return name === undefined ? { kind: 'checkpoint' } : { kind: 'checkpoint', name };
}

/** A model as the value of a list's row. */
export function toKey(net: NetInput, { model }: Pick<RecipeInput, 'model'>): string {
  switch (net.kind) {
    case 'checkpoint':
      return `checkpoint ${net.name ?? findCheckpoint(model) ?? ''}`;
    case 'stage':
      return `stage ${net.stage}`;
    default:
      return `${net.kind} ${net.id}`;
  }
}

type ChangeTeacher = (
  teacher: TeacherInput | undefined,
  kind: LossTermKind,
) => TeacherInput | undefined | 'drop';

type ChangeTraining = <Training extends object>(training: Training) => Training;

/** Changes the options of a training stage, or of the training after each round of a prune. */
function changeTraining(stage: StageInput, change: ChangeTraining): StageInput {
  if (stage.kind === 'train') return change(stage);
  if (stage.kind !== 'prune' || stage.schedule?.kind !== 'iterative') return stage;
  return { ...stage, schedule: { ...stage.schedule, retrain: change(stage.schedule.retrain) } };
}

/** Changes whom each option of each stage learns from; `drop` takes the option away. */
function changeTeachers(stage: StageInput, change: ChangeTeacher): StageInput {
  return changeTraining(stage, (training) => changeOptions(training, change));
}

function changeOptions<Training extends object>(training: Training, change: ChangeTeacher): Training {
  const changed = { ...training } as Record<string, unknown>;
  for (const kind of LOSS_TERM_KINDS) {
    const option = changed[kind] as { readonly teacher?: TeacherInput } | undefined;
    if (option === undefined || LOSS_TERMS[kind].teacherOf === undefined) continue;
    const { teacher, ...rest } = option;
    const next = change(teacher, kind);
    if (next === 'drop') delete changed[kind];
    else changed[kind] = next === undefined ? rest : { ...rest, teacher: next };
  }
  return keepLearning(changed) as Training;
}

/**
 * After another net was chosen: where the checkpoint of a teacher does not read the recipe's images, or there
 * is none of the recipe's own net, the usual one takes its place; hints go with it.
 */
export function replaceTeachers(recipe: RecipeInput): RecipeInput {
  const fitting = listCheckpoints(recipe);
  const own = hasOwnTeacher(recipe);
  const isLost = (net: TeacherInput | undefined): boolean => {
    if (net === undefined) return !own;
    if (net.kind === 'average') return net.models.some(isLost);
    return net.kind === 'checkpoint' && (net.name === undefined ? !own : !fitting.includes(net.name));
  };
  const change: ChangeTeacher = (teacher, kind) => {
    if (!isLost(teacher)) return teacher;
    return kind === 'distil' ? pickTeacher(recipe) : 'drop';
  };
  return { ...recipe, stages: recipe.stages.map((stage) => changeTeachers(stage, change)) };
}

/** What learns from layers that another net does not have goes. */
export function dropMisfits(recipe: RecipeInput): RecipeInput {
  const student = toStartSpec({ start: { kind: 'random' }, ...recipe } as Recipe);
  const drop: ChangeTraining = (training) => dropMisfitTerms(training, student);
  return { ...recipe, stages: recipe.stages.map((stage) => changeTraining(stage, drop)) };
}

/**
 * Names the own checkpoint where the recipe no longer implies it. What learns from a checkpoint that an own
 * model does not have goes.
 */
export function keepTeachers(recipe: RecipeInput): RecipeInput {
  if (hasOwnTeacher(recipe)) return recipe;
  const hasOwn = findCheckpoint(recipe.model) !== undefined;
  const meansOwn = (net: TeacherInput): boolean =>
    net.kind === 'average' ? net.models.some(meansOwn) : net.kind === 'checkpoint' && net.name === undefined;
  const change: ChangeTeacher = (teacher) => {
    if (hasOwn) return teacher ?? { kind: 'checkpoint' };
    return teacher === undefined || meansOwn(teacher) ? 'drop' : teacher;
  };
  return { ...recipe, stages: recipe.stages.map((stage) => changeTeachers(stage, change)) };
}

/**
 * After stages have moved: teachers that are stages are named by their new places.
 * @param moved the new place of a stage; undefined where it is gone, and then its pupils learn from the usual
 *     teacher
 */
export function renumberTeachers(
  recipe: RecipeInput,
  moved: (stage: number) => number | undefined,
): RecipeInput {
  const renumber = (net: NetInput): NetInput[] => {
    if (net.kind !== 'stage') return [net];
    const stage = moved(net.stage);
    return stage === undefined ? [] : [{ ...net, stage }];
  };
  const usual = hasOwnTeacher(recipe) ? undefined : pickTeacher(recipe);
  const change: ChangeTeacher = (teacher) => {
    if (teacher === undefined) return undefined;
    if (teacher.kind !== 'average') return renumber(teacher)[0] ?? usual;
    const models = teacher.models.flatMap(renumber);
    return models.length < 2 ? (models[0] ?? usual) : { ...teacher, models };
  };
  return { ...recipe, stages: recipe.stages.map((stage) => changeTeachers(stage, change)) };
}
