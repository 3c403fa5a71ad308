/**
 * A smaller net that gives the same answers, but for rounding: units that no answer depends on, as masks
 * leave them (see `choose.ts`), are taken out of the spec and of every tensor that has values for them: the
 * columns of the kernel and the bias that make a unit, batch norm's four values, its depthwise kernel, and
 * the rows of the kernels that read it (of `fc1` in LeNet-5, 16 rows for one filter of `conv2`, 50 apart).
 * Masks and codebooks are cut with their tensors.
 */
import { toEffectiveValues } from '../transforms.ts';
import { chooseUnits, type Taker } from './choose.ts';
import { moveConstants } from './constants.ts';
import { type CuttableModel, cutUnits } from './cut.ts';
import { followUnits } from './flow.ts';

/** The model without the units that can go; itself where none can. */
export function thinModel<Model extends CuttableModel>(model: Model): Model {
  const thinner = thinOnce(model);
  // What only a removed unit read is read by none now.
  return thinner === model ? model : thinModel(thinner);
}

function thinOnce<Model extends CuttableModel>(model: Model): Model {
  const effective = new Map(model.tensors.map(({ name }) => [name, toEffectiveValues(model, name)]));
  const flow = followUnits(model.spec, (name) => effective.get(name));
  const takers = flow.making.map((layer) => toTaker(model, layer, effective.get(`${layer.name}/kernel`)!));
  const { removed, moves } = chooseUnits(flow, takers);
  if (removed.size === 0) return model;
  return cutUnits(
    moveConstants(model, moves, (name) => effective.get(name)!),
    flow,
    removed,
  );
}

function toTaker({ tensors, transforms }: CuttableModel, layer: Taker['layer'], kernel: Float32Array): Taker {
  const listOn = (role: string) => transforms.filter(({ tensor }) => tensor === `${layer.name}/${role}`);
  const hasBias = tensors.some(({ name }) => name === `${layer.name}/bias`);
  const onBias = listOn('bias');
  return {
    layer,
    kernel,
    isKernelOpen: listOn('kernel').every(({ kind }) => kind === 'mask'),
    isBiasOpen: (output) =>
      hasBias && onBias.every((each) => each.kind === 'mask' && each.kept[output] === 1),
  };
}
