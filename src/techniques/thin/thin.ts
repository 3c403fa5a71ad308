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
import { type Flow, followUnits } from './flow.ts';

/** The model without the units that can go; itself where none can. */
export function thinModel<Model extends CuttableModel>(model: Model): Model {
  const thinner = thinOnce(model, new Set());
  // What only a removed unit read is read by none now.
  return thinner === model ? model : thinModel(thinner);
}

/** @param held layers that stay as they are */
function thinOnce<Model extends CuttableModel>(model: Model, held: ReadonlySet<string>): Model {
  const effective = new Map(model.tensors.map(({ name }) => [name, toEffectiveValues(model, name)]));
  const read = (name: string) => effective.get(name)!;
  const flow = holdLayers(
    followUnits(model.spec, (name) => effective.get(name)),
    held,
  );
  const takers = flow.making.map((layer) => toTaker(model, layer, read(`${layer.name}/kernel`)));
  const { removed, moves } = chooseUnits(flow, takers);
  if (removed.size === 0) return model;
  const shrink = <Whole extends CuttableModel>(whole: Whole) =>
    cutUnits(moveConstants(whole, moves, read), flow, removed);
  const thinner = shrink(model);
  const plain = {
    spec: model.spec,
    transforms: [],
    tensors: model.tensors.map((each) => ({ ...each, values: read(each.name) })),
  };
  const changed = findChanged(thinner, shrink(plain));
  return changed === undefined ? thinner : thinOnce(model, new Set([...held, changed]));
}

/**
 * A layer whose effective values are others now: a transform of them depends on values that went, as a scale
 * does that is the mean of a kernel.
 * @param wanted without transforms
 */
function findChanged(thinner: CuttableModel, wanted: CuttableModel): string | undefined {
  const transformed = new Set(thinner.transforms.map(({ tensor }) => tensor));
  return wanted.tensors.find(({ name, values }) => {
    if (!transformed.has(name)) return false;
    const now = toEffectiveValues(thinner, name);
    return values.some((value, place) => value !== now[place]);
  })?.layer;
}

/** Fixes the units that layers make and read. */
function holdLayers(flow: Flow, held: ReadonlySet<string>): Flow {
  if (held.size === 0) return flow;
  const read = [...flow.making, ...flow.scaling].flatMap(({ name, channels }) =>
    held.has(name) ? channels.map(({ unit }) => unit) : [],
  );
  const made = flow.making.flatMap(({ name, units }) => (held.has(name) ? units : []));
  return { ...flow, fixed: new Set([...flow.fixed, ...[...read, ...made].map(flow.rootOf)]) };
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
