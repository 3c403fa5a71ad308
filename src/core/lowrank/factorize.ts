/**
 * What if a fully connected layer were two thin ones? Each dense layer's kernel becomes the best product of a rank
 * (`math/lowrank.ts`). The result is an ordinary net, which the ordinary engine trains and the ordinary codec weighs.
 */
import { findSingularDirections, truncateToRank } from '../../math/lowrank.ts';
import type { ModelSnapshot, TensorSnapshot } from '../../protocol/snapshots.ts';
import { chooseRanks, factorizeSpec, type Ranks, toFactorNames } from '../../recipe/factorize.ts';

/**
 * A model whose dense layers are factors. A layer keeps its one kernel where `ranks` does not name it, or where factors of
 * that rank would have no fewer weights.
 * @param model without transforms
 * @throws Error where the model has transforms, which its factors could not keep
 */
export function factorizeModel(model: ModelSnapshot, ranks: Ranks): ModelSnapshot {
  if (model.transforms.length > 0)
    throw new Error(`${model.spec.name} has masks or codebooks, which factors cannot keep`);
  const chosen = chooseRanks(model.spec, ranks);
  const tensors = model.tensors.flatMap((tensor) => splitTensor(tensor, chosen.get(tensor.layer)));
  return { ...model, spec: factorizeSpec(model.spec, chosen), tensors };
}

/** A factorized layer's tensors: two kernels for its one, everything else with the second. */
function splitTensor(tensor: TensorSnapshot, rank: number | undefined): TensorSnapshot[] {
  if (rank === undefined) return [tensor];
  const { layer, name, role, shape, values } = tensor;
  const { down, up } = toFactorNames(layer);
  const rename = (part: string) => ({ role, layer: part, name: `${part}${name.slice(layer.length)}` });
  if (role !== 'kernel') return [{ ...tensor, ...rename(up) }];
  const [rows = 0, columns = 0] = shape;
  const { left, right } = truncateToRank(values, findSingularDirections(values, rows, columns), rank);
  return [
    { ...rename(down), shape: [rows, rank], values: left },
    { ...rename(up), shape: [rank, columns], values: right },
  ];
}
