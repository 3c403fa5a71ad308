/** Folding batch norm on a live network: a net of fewer layers, whose weights have the norms in them. */
import { listTensors } from '../../spec/shapes.ts';
import type { TensorSnapshot } from '../../spec/tensors.ts';
import { foldNormSpec, listFoldedPairs } from '../../techniques/foldnorm/spec.ts';
import { foldNormValues, readNorm } from '../../techniques/foldnorm/values.ts';
import { partOf } from '../../techniques/transforms.ts';
import { Network } from '../models/network.ts';

/**
 * Masks stay: what they hold at zero is zero afterwards.
 * @throws where a kernel has a codebook or a grid, which scaled weights would leave
 */
export async function foldNormOf(network: Network): Promise<Network> {
  const spec = foldNormSpec(network.spec);
  if (spec === network.spec) return network;
  const model = await network.toSnapshot();
  const read = new Map(model.tensors.map(({ name, values }) => [name, values]));
  const folded = new Map<string, Float32Array>();
  for (const { layer, norm } of listFoldedPairs(network.spec)) {
    const name = `${layer.name}/kernel`;
    const lost = model.transforms.find(({ tensor, kind }) => tensor === name && partOf(kind) !== 'mask');
    if (lost !== undefined)
      throw new Error(`${name} has a ${lost.kind}, which batch norm would scale away: fold before it`);
    const norms = readNorm(norm, (each) => read.get(each)!);
    const bias = read.get(`${layer.name}/bias`) ?? new Float32Array(norms.shifts.length);
    const values = foldNormValues({ kernel: read.get(name)!, bias }, norms);
    folded.set(name, values.kernel).set(`${layer.name}/bias`, values.bias);
  }
  const tensors = listTensors(spec).map((info): TensorSnapshot => {
    const values = folded.get(info.name) ?? read.get(info.name)!;
    return { ...info, values };
  });
  const grids = model.grids?.filter(({ tensor }) => !folded.has(tensor)) ?? [];
  const { grids: _, ...rest } = model;
  return Network.fromSnapshot({ ...rest, spec, tensors, ...(grids.length > 0 && { grids }) });
}
