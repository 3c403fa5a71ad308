/**
 * All kinds of stages, in the order in which forms offer them. A kind that is not here does not compile
 * anywhere.
 */
import * as v from 'valibot';
import { shown } from '../spec/rules.ts';
import { binarize } from './binarize/stage.ts';
import { binarizeActivations } from './binarizeactivations/stage.ts';
import { cluster } from './cluster/stage.ts';
import { code } from './code/stage.ts';
import { correctBiases } from './correctbiases/stage.ts';
import { densify } from './densify/stage.ts';
import { doReFa } from './dorefa/stage.ts';
import { factorize } from './factorize/stage.ts';
import { fixedPoint } from './fixedpoint/stage.ts';
import { foldNorm } from './foldnorm/stage.ts';
import { learnRounding } from './learnrounding/stage.ts';
import { mixedPrecision } from './mixedprecision/stage.ts';
import { prune } from './prune/stage.ts';
import { quantize } from './quantize/stage.ts';
import { quantizeActivations } from './quantizeactivations/stage.ts';
import { shiftBias } from './shiftbias/stage.ts';
import type { StageRow } from './stage.ts';
import { ternarize } from './ternarize/stage.ts';
import { thin } from './thin/stage.ts';
import { train } from './train/stage.ts';

export const STAGES = {
  train,
  prune,
  densify,
  cluster,
  foldNorm,
  quantize,
  quantizeActivations,
  correctBiases,
  learnRounding,
  binarize,
  binarizeActivations,
  ternarize,
  doReFa,
  fixedPoint,
  mixedPrecision,
  factorize,
  thin,
  shiftBias,
  code,
};

export type StageKind = keyof typeof STAGES;
export const STAGE_KINDS = Object.keys(STAGES) as readonly StageKind[];

type SchemaOf<Kind extends StageKind> = (typeof STAGES)[Kind]['schema'];

/** A stage of one kind as run, with every default filled in; and as written. */
export type StageOf<Kind extends StageKind> = v.InferOutput<SchemaOf<Kind>>;
export type StageInputOf<Kind extends StageKind> = v.InferInput<SchemaOf<Kind>>;

export type Stage = { [Kind in StageKind]: StageOf<Kind> }[StageKind];
export type StageInput = { [Kind in StageKind]: StageInputOf<Kind> }[StageKind];

/** The row of a stage. */
export function rowOf({ kind }: { readonly kind: StageKind }): StageRow<v.GenericSchema<StageInput, Stage>> {
  return STAGES[kind] as unknown as StageRow<v.GenericSchema<StageInput, Stage>>;
}

type StageSchemas = { [Kind in StageKind]: SchemaOf<Kind> }[StageKind][];

export const stageSchema: v.GenericSchema<StageInput, Stage> = v.variant(
  'kind',
  Object.values(STAGES).map(({ schema }) => schema) as StageSchemas,
  (issue) => `must be one of ${STAGE_KINDS.join(', ')}, got ${shown(issue.input)}`,
);
