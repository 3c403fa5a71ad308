/** A stage that quantizes activations on a live network: a net with quantizers between its layers. */
import type { LinearGrid } from '../../math/lineargrid.ts';
import type { ValueRange } from '../../math/ranges.ts';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import { listTensors, sizeOf, traceShapes } from '../../spec/shapes.ts';
import type { TensorSnapshot } from '../../spec/tensors.ts';
import { type CalibrationOptions, RangeFinder } from '../../techniques/quantizeactivations/calibration.ts';
import { toCalibrationRule, toOwnScheme } from '../../techniques/quantizeactivations/options.ts';
import {
  type ActivationPlan,
  type AddedQuantizer,
  planQuantizers,
} from '../../techniques/quantizeactivations/spec.ts';
import { toActivationGrid, toRadixGrid, toUnitGrid } from '../../techniques/quantizeactivations/values.ts';
import type { StageOf } from '../../techniques/stages.ts';
import { Network } from '../models/network.ts';
import { type CalibrationContext, calibrate } from './calibration.ts';

/** Training images that the bounds which learn begin from. */
const BOUND_IMAGES = 256;

/**
 * Ranges are those of the net without the quantizers whose place the new ones take. A bound that learns
 * begins at the largest activation that the first training images give, or at 1 where all are zero.
 */
export async function quantizeActivations(
  network: Network,
  stage: StageOf<'quantizeActivations'>,
  context: CalibrationContext,
): Promise<Network> {
  const plan = planQuantizers(network.spec, stage);
  const model = await network.toSnapshot();
  const values = await findValues({ ...model, spec: plan.before }, stage, plan, context);
  const own = new Map(model.tensors.map((each) => [each.name, each]));
  const tensors = listTensors(plan.after).map((info): TensorSnapshot => {
    const found = values.get(info.name);
    return found === undefined ? own.get(info.name)! : { ...info, values: Float32Array.of(found) };
  });
  const parameters = model.tensors.filter(({ name }) => !network.tensors.some((each) => each.name === name));
  return Network.fromSnapshot({ ...model, spec: plan.after, tensors: [...tensors, ...parameters] });
}

/** The values of the new quantizers' tensors, by name. */
async function findValues(
  model: ModelSnapshot,
  stage: StageOf<'quantizeActivations'>,
  { added }: ActivationPlan,
  context: CalibrationContext,
): Promise<ReadonlyMap<string, number>> {
  const { ranges, share, deviations } = stage;
  const scheme = toOwnScheme(ranges, stage.scheme);
  const values = new Map<string, number>();
  const setGrid = (name: string, { scale, zeroPoint }: LinearGrid) => {
    values.set(`${name}/step`, scale);
    values.set(`${name}/zeroPoint`, zeroPoint);
  };
  if (ranges === 'unit') for (const { layer } of added) setGrid(layer.name, toUnitGrid(layer.bits));
  if (ranges === 'dynamic' || ranges === 'unit') return values;
  const learns = ranges === 'learnt';
  const options = { rule: toCalibrationRule(ranges) ?? 'extent', share, deviations };
  const found = await findRanges(model, added, options, learns ? BOUND_IMAGES : stage.images, context);
  for (const [{ name, bits }, range] of found) {
    if (learns) values.set(`${name}/bound`, range.high > 0 ? range.high : 1);
    else {
      const grid = toActivationGrid(range, bits, scheme);
      setGrid(name, ranges === 'radix' ? toRadixGrid(grid) : grid);
    }
  }
  return values;
}

type Ranges = readonly (readonly [AddedQuantizer['layer'], ValueRange])[];

/** The range of what each new quantizer reads, over the first training images. */
async function findRanges(
  model: ModelSnapshot,
  added: readonly AddedQuantizer[],
  options: Omit<CalibrationOptions, 'bits'>,
  images: number,
  context: CalibrationContext,
): Promise<Ranges> {
  const { spec } = model;
  const sizes = new Map(traceShapes(spec).map(({ path, output }) => [path, sizeOf(output)]));
  const finders = added.map(({ layer, of, path }) => {
    const size = path === undefined ? sizeOf(spec.inputShape) : sizes.get(path)!;
    return { layer, of, path, finder: new RangeFinder({ ...options, bits: layer.bits }, size * images) };
  });
  const paths = added.flatMap(({ path }) => path ?? []);
  const network = Network.fromSnapshot(model);
  try {
    for await (const batch of calibrate(network, paths, images, context))
      for (const { of, path, finder } of finders)
        naming(of, () => finder.add(path === undefined ? batch.images : batch.outputs.get(path)!));
    return finders.map(({ layer, of, finder }) => [layer, naming(of, () => finder.finish())]);
  } finally {
    network.dispose();
  }
}

/** Has an error say whose activations it is about. */
function naming<Result>(of: string, find: () => Result): Result {
  try {
    return find();
  } catch (error) {
    throw new Error(`the activations of ${of} cannot be quantized: ${(error as Error).message}`);
  }
}
