/**
 * The models that stages learn from: who they are, and whether each can be had and reads the recipe's images
 * as far as the recipe alone tells. Stored models are looked at when they are there (`core/teach`).
 */
import { findMismatch } from '../spec/datasets.ts';
import type { ModelSpec } from '../spec/model.ts';
import { listNets, type NetSource, OWN_CHECKPOINT } from '../spec/source.ts';
import { findCheckpoint, MODEL_ZOO } from '../spec/zoo.ts';
import type { TeacherMention } from '../techniques/stage.ts';
import { rowOf } from '../techniques/stages.ts';
import { type Key, RecipeError } from './error.ts';
import type { Recipe, Stage } from './schema.ts';

export interface NamedTeacher extends Pick<TeacherMention, 'findMisfit'> {
  /** Where in the recipe it stands, and the option that asks for it. */
  readonly keys: readonly Key[];
  readonly option: readonly Key[];
  readonly source: NetSource;
  /** The stage that learns from it; stages are counted from 0, iterative prunes as one. */
  readonly stage: number;
  /** Whether the recipe says nothing, which means the checkpoint of its own model. */
  readonly isUnsaid: boolean;
}

/** Every single model that stages learn from, each with its place. */
export function listTeachers(stages: readonly Stage[]): NamedTeacher[] {
  return stages.flatMap((each, stage) =>
    (rowOf(each).listTeachers?.(each) ?? []).flatMap(({ keys, source, ...rest }): NamedTeacher[] => {
      const at = ['stages', stage, ...keys];
      const common = { ...rest, option: at, stage, isUnsaid: source === undefined };
      if (source === undefined) return [{ ...common, keys: at, source: OWN_CHECKPOINT }];
      return listNets(source).map((net, index) => ({
        ...common,
        keys: [...at, 'teacher', ...(source.kind === 'average' ? ['models', index] : [])],
        source: net,
      }));
    }),
  );
}

/**
 * @param specs the net that each stage meets, and at the end what the last leaves behind
 * @throws RecipeError where a stage learns from a model that cannot be had, or that does not suit it
 */
export function checkTeachers(recipe: Recipe, specs: readonly ModelSpec[]): void {
  for (const teacher of listTeachers(recipe.stages)) {
    checkSource(teacher, recipe);
    const spec = findSpec(teacher.source, recipe, specs);
    if (spec !== undefined) checkPupil(teacher, spec, specs[teacher.stage]!);
  }
}

/** @throws RecipeError where a student cannot learn from this net */
export function checkPupil(teacher: NamedTeacher, spec: ModelSpec, student: ModelSpec): void {
  const misfit = teacher.findMisfit?.(spec, student);
  if (misfit !== undefined) throw new RecipeError([...teacher.option, ...misfit.keys], misfit.problem);
}

/** The spec of a net that the recipe alone tells; stored models are not known here. */
function findSpec(source: NetSource, { model }: Recipe, specs: readonly ModelSpec[]): ModelSpec | undefined {
  if (source.kind === 'stage') return specs[source.stage + 1];
  const name = source.kind === 'checkpoint' ? (source.name ?? findCheckpoint(model)) : undefined;
  return name && MODEL_ZOO[name];
}

function checkSource(
  { keys, source, stage, isUnsaid }: NamedTeacher,
  { model, start, dataset }: Recipe,
): void {
  const hasOwn = findCheckpoint(model) !== undefined;
  if (isUnsaid && (!hasOwn || start.kind === 'random'))
    throw new RecipeError(keys, 'has no teacher: the recipe must start from a checkpoint, or name a teacher');
  if (source.kind === 'stage' && source.stage >= stage)
    throw new RecipeError(
      [...keys, 'stage'],
      `must be a stage before this one, counted from 0, got ${source.stage}`,
      stage > 0 ? stage - 1 : undefined,
    );
  if (source.kind !== 'checkpoint') return;
  if (source.name === undefined) {
    if (hasOwn) return;
    throw new RecipeError(
      keys,
      `must name a checkpoint, since there is none of ${'name' in model ? model.name : 'an own model'}`,
    );
  }
  const mismatch = findMismatch(MODEL_ZOO[source.name], dataset.name);
  if (mismatch !== null)
    throw new RecipeError([...keys, 'name'], `must be a net for ${dataset.name}: ${mismatch}`);
}
