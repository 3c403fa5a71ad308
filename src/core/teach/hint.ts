/** Makes the term of a hint: the teacher's layers up to the one that is asked, and the regressor to learn. */
import { createStream } from '../../math/random.ts';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import { RecipeError } from '../../recipe/error.ts';
import type { TensorInfo } from '../../spec/model.ts';
import { sizeOf, traceShapes } from '../../spec/shapes.ts';
import { OWN_CHECKPOINT } from '../../spec/source.ts';
import { planRegressor, type Regressor } from '../../techniques/hint/regressor.ts';
import { findHintMisfit, findShape, type Hint } from '../../techniques/hint/term.ts';
import type { HintTerm } from '../loss/hint.ts';
import { Network } from '../models/network.ts';
import type { TermContext } from './context.ts';

/** @throws RecipeError where the net that has come about cannot be held against the teacher */
export async function openHint(
  { teacher: source = OWN_CHECKPOINT, teacherLayer, studentLayer, weight }: Hint,
  { teacher, network, seed, stage }: TermContext,
): Promise<HintTerm> {
  const model = await teacher.load(source);
  const misfit = findHintMisfit({ teacherLayer, studentLayer }, model.spec, network.spec);
  if (misfit !== undefined) throw new RecipeError(['hint', ...misfit.keys], misfit.problem);
  const regressor = planRegressor(findShape(network.spec, studentLayer), findShape(model.spec, teacherLayer));
  if (regressor !== undefined) addRegressor(network, regressor, seed, stage);
  return {
    kind: 'hint',
    weight,
    studentLayer,
    teacher: await cutTeacher(model, teacherLayer),
    ...(regressor && { regressor: { matrix: regressor.matrix.name, bias: regressor.bias.name } }),
  };
}

/** A run that goes on from the middle of the stage brings them in its network, as far as they have learnt. */
function addRegressor(network: Network, { matrix, bias }: Regressor, seed: number, stage: number): void {
  if (network.stored.some(({ name }) => name === matrix.name)) return;
  const values = new Float32Array(sizeOf(matrix.shape));
  // Variance 1 / fan-in, as before an output that no ReLU halves; a uniform law on +-b has b^2 / 3.
  const bound = Math.sqrt(3 / matrix.shape[0]!);
  createStream(seed, 'hint', stage).fillUniform(values, -bound, bound);
  network.addAuxiliary(matrix, values);
  network.addAuxiliary(bias, new Float32Array(sizeOf(bias.shape)));
}

/** The layers up to one, inside a layer or not, with the effective values of their tensors. */
async function cutTeacher(model: ModelSnapshot, layer: string): Promise<HintTerm['teacher']> {
  const { spec } = model;
  const trace = traceShapes(spec);
  const topOf = (path: string) => Number(/^layers\[(\d+)\]/.exec(path)?.[1]);
  const asked = trace.find((each) => ('name' in each.layer ? each.layer.name : each.path) === layer);
  const last = topOf(asked?.path ?? '');
  const tensors: TensorInfo[] = trace.flatMap((each) => (topOf(each.path) <= last ? each.tensors : []));
  const network = Network.fromSnapshot(model);
  const weights = new Float32Array(tensors.reduce((sum, { shape }) => sum + sizeOf(shape), 0));
  let at = 0;
  for (const { name, shape } of tensors) {
    weights.set(await network.readEffective(name), at);
    at += sizeOf(shape);
  }
  network.dispose();
  return {
    spec: { ...spec, layers: spec.layers.slice(0, last + 1) },
    layer,
    tensors: tensors.map(({ name, shape }) => ({ name, shape })),
    weights,
  };
}
