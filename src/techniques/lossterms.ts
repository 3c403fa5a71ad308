/**
 * All ways to learn from more than labels, in the order in which forms offer them: options of training
 * stages under their own names.
 */
import * as v from 'valibot';
import type { ModelSpec } from '../spec/model.ts';
import { attention } from './attention/term.ts';
import { distil } from './distil/term.ts';
import { hint } from './hint/term.ts';
import type { LossTermRow } from './lossterm.ts';
import { mutual } from './mutual/term.ts';
import type { LayerMention, Misfit, TeacherMention } from './stage.ts';

export const LOSS_TERMS = { distil, hint, attention, mutual };

export type LossTermKind = keyof typeof LOSS_TERMS;
export const LOSS_TERM_KINDS = Object.keys(LOSS_TERMS) as readonly LossTermKind[];

type SchemaOf<Kind extends LossTermKind> = (typeof LOSS_TERMS)[Kind]['schema'];
export type LossOptionOf<Kind extends LossTermKind> = v.InferOutput<SchemaOf<Kind>>;

/** Those that a stage has. */
export type LossOptions = { readonly [Kind in LossTermKind]?: LossOptionOf<Kind> | undefined };

/** Fields of a training stage's schema. */
export const lossFields = Object.fromEntries(
  LOSS_TERM_KINDS.map((kind) => [kind, v.optional(LOSS_TERMS[kind].schema)]),
) as { [Kind in LossTermKind]: v.OptionalSchema<SchemaOf<Kind>, undefined> };

interface Chosen {
  readonly kind: LossTermKind;
  readonly row: LossTermRow<v.GenericSchema<unknown>>;
  readonly option: unknown;
}

function listChosen(options: LossOptions): Chosen[] {
  return LOSS_TERM_KINDS.flatMap((kind) => {
    const row = LOSS_TERMS[kind] as unknown as Chosen['row'];
    return options[kind] === undefined ? [] : [{ kind, row, option: options[kind] }];
  });
}

/** A stage's own word on what the labels count, beside its terms. */
export interface LabelOption {
  readonly labels?: number | undefined;
}

/** The share of the loss that the labels keep. */
export function toLabelShare({ labels = 1, ...options }: LossOptions & LabelOption): number {
  return listChosen(options).reduce(
    (share, { row, option }) => share * (row.labelShare?.(option) ?? 1),
    labels,
  );
}

export function listTermTeachers(options: LossOptions): TeacherMention[] {
  return listChosen(options).flatMap(({ kind, row, option }) => {
    if (row.teacherOf === undefined) return [];
    const findMisfit: TeacherMention['findMisfit'] = (teacher, student) =>
      row.findTeacherMisfit?.(option, teacher, student);
    return [{ keys: [kind], source: row.teacherOf(option), findMisfit }];
  });
}

export function listTermLayers(options: LossOptions): LayerMention[] {
  return listChosen(options).flatMap(({ kind, row, option }) =>
    (row.listLayers?.(option) ?? []).map(({ layer, keys }) => ({ layer, keys: [kind, ...keys] })),
  );
}

export function findTermMisfit(options: LossOptions & LabelOption, spec: ModelSpec): Misfit | undefined {
  if (options.labels === 0 && listChosen(options).length === 0)
    return { keys: ['labels'], problem: 'must be above 0 where nothing else teaches' };
  for (const { kind, row, option } of listChosen(options)) {
    const misfit = row.findMisfit?.(option, spec);
    if (misfit !== undefined) return { ...misfit, keys: [kind, ...misfit.keys] };
  }
  return undefined;
}

/**
 * The same options without those that do not fit a net: as its student, or as student and teacher where the
 * net's own checkpoint teaches.
 */
export function dropMisfitTerms<Options extends object>(options: Options, net: ModelSpec): Options {
  const misfits = listChosen(options).filter(({ row, option }) => {
    const isOwn = row.teacherOf !== undefined && row.teacherOf(option) === undefined;
    const misfit = row.findMisfit?.(option, net);
    return (misfit ?? (isOwn ? row.findTeacherMisfit?.(option, net, net) : undefined)) !== undefined;
  });
  const kinds = new Set<string>(misfits.map(({ kind }) => kind));
  return keepLearning(
    Object.fromEntries(Object.entries(options).filter(([key]) => !kinds.has(key))),
  ) as Options;
}

/** Labels that counted nothing count again where nothing else is left to teach. */
export function keepLearning<Options extends LossOptions & LabelOption>(options: Options): Options {
  if (options.labels !== 0 || listChosen(options).length > 0) return options;
  const { labels: _, ...rest } = options;
  return rest as Options;
}
