/**
 * What stages that give kernels few values have in common: which kernels they take. The first and the last of
 * a net usually stay as they are.
 */
import * as v from 'valibot';
import type { ModelSpec, TensorInfo } from '../spec/model.ts';
import { flag, layerNames } from '../spec/rules.ts';
import { listTensors } from '../spec/shapes.ts';
import type { FlagField } from './field.ts';
import { defineStage, type StageRow } from './stage.ts';

export interface KernelOptions {
  /** Whether the first and the last kernel are taken, too. */
  readonly ends: boolean;
  /** Layers to leave alone. */
  readonly except?: readonly string[] | undefined;
}

/** The same as entries of a stage's schema. */
export const kernelEntries = {
  ends: v.optional(flag('ends'), false),
  except: v.optional(layerNames),
};

export function listKernelsOf(spec: ModelSpec, { ends, except = [] }: KernelOptions): readonly TensorInfo[] {
  const kernels = listTensors(spec).filter(({ role }) => role === 'kernel');
  const taken = ends ? kernels : kernels.slice(1, -1);
  return taken.filter(({ layer }) => !except.includes(layer));
}

const endsField: FlagField = {
  kind: 'flag',
  key: 'ends',
  label: { en: 'First and last layer, too', zh: '首尾两层也一并处理' },
  usual: false,
};

/** A stage whose schema has the entries above: its form ends with their switch, its layers are known. */
export function defineKernelStage<Schema extends v.GenericSchema<unknown, KernelOptions>>(
  row: Omit<StageRow<Schema>, 'listLayers'>,
): StageRow<Schema> {
  return defineStage({
    ...row,
    fields: [...row.fields, endsField],
    listLayers: ({ except = [] }) => except.map((layer) => ({ layer, keys: ['except'] })),
  });
}
