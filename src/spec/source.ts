/**
 * Where a model comes from that a recipe names: one of the lab's checkpoints, the final model of a saved run,
 * or a model file. Stored models (runs and files) are known by an id; whoever has the recipe carried out
 * hands them over beside it, by that id. Who learns from a teacher may also name an earlier stage of the same
 * run, or several models at once.
 */
import * as v from 'valibot';
import { RECIPE_LIMITS } from './limits.ts';
import { choice, integer, name, shown } from './rules.ts';
import { CHECKPOINT_NAMES } from './zoo.ts';

/** A checkpoint without a name is that of the recipe's own model. */
const checkpointSource = v.strictObject({
  kind: v.literal('checkpoint'),
  name: v.optional(choice(CHECKPOINT_NAMES, 'the checkpoint')),
});

/** The final model of a saved run, masks and codebooks included. */
export const runSource = v.strictObject({ kind: v.literal('run'), id: name('the id of a saved run') });

/** A model file that the reader has opened. */
export const fileSource = v.strictObject({ kind: v.literal('file'), id: name('the id of a model file') });

/** The model as it stood after an earlier stage of the same recipe; stages are counted from 0. */
const stageSource = v.strictObject({
  kind: v.literal('stage'),
  stage: integer({ min: 0, max: RECIPE_LIMITS.stages - 1, what: 'the stage' }),
});

const SINGLE = [checkpointSource, runSource, fileSource, stageSource] as const;

/** One model to learn from. */
export const netSourceSchema = v.variant(
  'kind',
  [...SINGLE],
  (issue) => `must be checkpoint, run, file or stage, got ${shown(issue.input)}`,
);

export const MOST_TEACHERS = 8;

/**
 * Several models as one teacher: the mean of their logits, or of their probabilities at the student's
 * temperature (the geometric and the arithmetic mean of Hinton et al. 2015, arXiv 1503.02531, section 1).
 */
const averageSource = v.strictObject({
  kind: v.literal('average'),
  of: v.optional(choice(['logits', 'probabilities'], 'the average'), 'probabilities'),
  models: v.pipe(
    v.array(netSourceSchema, (issue) => `must be a list of models, got ${shown(issue.input)}`),
    v.check(
      ({ length }) => length >= 2 && length <= MOST_TEACHERS,
      (issue) => `must be 2 to ${MOST_TEACHERS} models, got ${issue.input.length}`,
    ),
  ),
});

/** Any of them: whom a student asks for its answers. */
export const teacherSchema = v.variant(
  'kind',
  [...SINGLE, averageSource],
  (issue) => `must be checkpoint, run, file, stage or average, got ${shown(issue.input)}`,
);

/** A model that has to be handed over beside the recipe. */
export type StoredSource = v.InferOutput<typeof runSource> | v.InferOutput<typeof fileSource>;
/** A model that lies outside of the run. */
export type ModelSource = v.InferOutput<typeof checkpointSource> | StoredSource;
export type NetSource = v.InferOutput<typeof netSourceSchema>;
export type TeacherSource = v.InferOutput<typeof teacherSchema>;
/** As a recipe may write it. */
export type TeacherInput = v.InferInput<typeof teacherSchema>;

/** Who teaches where a recipe does not say. */
export const OWN_CHECKPOINT = { kind: 'checkpoint' } as const;

export function isStored(source: NetSource): source is StoredSource {
  return source.kind === 'run' || source.kind === 'file';
}

/** The single models of a teacher, in order. */
export function listNets(teacher: TeacherSource): readonly NetSource[] {
  return teacher.kind === 'average' ? teacher.models : [teacher];
}
