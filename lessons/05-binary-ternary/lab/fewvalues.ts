/** The trained net with its weights on few values, made on the page as the engine's stages make it. */
import type { ModelSnapshot } from '../../../src/protocol/snapshots.ts';
import type { TensorSnapshot } from '../../../src/spec/tensors.ts';
import { listKernelsOf } from '../../../src/techniques/ends.ts';
import { toScaleTensors } from '../../../src/techniques/ternarize/transform.ts';
import { toTernaryScales } from '../../../src/techniques/ternarize/values.ts';
import type { TransformSnapshot } from '../../../src/techniques/transforms.ts';
import { METHODS, type MethodName } from '../methods.ts';

export interface FewOptions {
  readonly method: MethodName;
  readonly ends: boolean;
}

export function toFewModel(dense: ModelSnapshot, { method, ends }: FewOptions): ModelSnapshot {
  const { stage } = METHODS[method];
  const transforms: TransformSnapshot[] = [];
  const scales: TensorSnapshot[] = [];
  for (const info of listKernelsOf(dense.spec, { ends })) {
    const { name: tensor } = info;
    if (stage.kind === 'binarize') {
      transforms.push({ kind: 'binary', tensor, scale: stage.scale });
      continue;
    }
    transforms.push({ kind: 'ternary', tensor, rule: stage.scales });
    if (stage.scales === 'mean') continue;
    const { values } = dense.tensors.find(({ name }) => name === tensor)!;
    const { positive, negative } = toTernaryScales(values, 'learnt');
    const [up, down] = toScaleTensors(tensor, info);
    scales.push({ ...up, values: Float32Array.of(positive) }, { ...down, values: Float32Array.of(negative) });
  }
  return { ...dense, tensors: [...dense.tensors, ...scales], transforms };
}
