/**
 * The tensors of a net whose dense layers are products of two thin ones: each kernel becomes the best product
 * of its rank (`math/lowrank.ts`), and everything else of the layer goes with the second factor.
 */
import { findSingularDirections, truncateToRank } from '../../math/lowrank.ts';
import type { TensorSnapshot } from '../../spec/tensors.ts';
import { toFactorNames } from './spec.ts';

/** @param ranks by layer; the tensors of other layers stay as they are */
export function splitTensors(
  tensors: readonly TensorSnapshot[],
  ranks: ReadonlyMap<string, number>,
): TensorSnapshot[] {
  return tensors.flatMap((tensor) => splitTensor(tensor, ranks.get(tensor.layer)));
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
