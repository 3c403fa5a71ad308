/** Which kernels a stage of few bits takes: the first and the last of a net usually stay as they are. */
import type { ModelSpec, TensorInfo } from '../spec/model.ts';
import { listTensors } from '../spec/shapes.ts';
import type { FlagField } from './field.ts';
import type { LayerMention } from './stage.ts';

export interface KernelOptions {
  /** Whether the first and the last kernel are taken, too. */
  readonly ends: boolean;
  /** Layers to leave alone. */
  readonly except?: readonly string[] | undefined;
}

export function listKernelsOf(spec: ModelSpec, { ends, except = [] }: KernelOptions): readonly TensorInfo[] {
  const kernels = listTensors(spec).filter(({ role }) => role === 'kernel');
  const taken = ends ? kernels : kernels.slice(1, -1);
  return taken.filter(({ layer }) => !except.includes(layer));
}

/** The layers that such options name. */
export function listExcepted({ except = [] }: Pick<KernelOptions, 'except'>): LayerMention[] {
  return except.map((layer) => ({ layer, keys: ['except'] }));
}

/** The form's switch. */
export const endsField: FlagField = {
  kind: 'flag',
  key: 'ends',
  label: { en: 'First and last layer, too', zh: '首尾两层也一并处理' },
  usual: false,
};
