/**
 * A model without its masks. What a mask held at zero begins at zero, so that the answers stay as they are
 * until it has learnt something (DSD, arXiv 1607.04381, section 2), or at the value that lay behind the mask.
 */
import { NO_CODE } from '../codebook/transform.ts';
import { applyMask, type MaskSnapshot } from '../mask/transform.ts';
import type { TransformSnapshot } from '../transforms.ts';
import type { Rebirth } from './stage.ts';

interface MaskedModel {
  readonly tensors: readonly { readonly name: string; readonly values: Float32Array }[];
  readonly transforms: readonly TransformSnapshot[];
}

/**
 * The model with every weight free to learn; itself where it has no mask.
 * @throws where masked weights share values: those without a group would stay at zero whatever follows
 */
export function densifyModel<Model extends MaskedModel>(model: Model, reborn: Rebirth): Model {
  const masks = new Map(model.transforms.flatMap((each) => (isMask(each) ? [[each.tensor, each]] : [])));
  if (masks.size === 0) return model;
  const tensors = model.tensors.map((tensor) => {
    const mask = masks.get(tensor.name);
    if (mask === undefined) return tensor;
    refuseShared(model, tensor.name);
    return reborn === 'before' ? tensor : { ...tensor, values: applyMask(tensor.values, mask.kept) };
  });
  return { ...model, tensors, transforms: model.transforms.filter((each) => !isMask(each)) };
}

function isMask(transform: TransformSnapshot): transform is MaskSnapshot {
  return transform.kind === 'mask';
}

function refuseShared({ transforms }: MaskedModel, name: string): void {
  const isLost = transforms.some(
    (each) => each.kind === 'codebook' && each.tensor === name && each.codes.includes(NO_CODE),
  );
  if (isLost)
    throw new Error(`${name} has a codebook, in which pruned weights share no value: densify before it`);
}
