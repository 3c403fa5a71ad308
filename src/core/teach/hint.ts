/** Makes the term of a hint: the layer of the teacher that is asked, and the regressor to learn. */
import { createStream } from '../../math/random.ts';
import { RecipeError } from '../../recipe/error.ts';
import { sizeOf } from '../../spec/shapes.ts';
import { OWN_CHECKPOINT } from '../../spec/source.ts';
import { planRegressor, type Regressor } from '../../techniques/hint/regressor.ts';
import { findHintMisfit, type Hint } from '../../techniques/hint/term.ts';
import { findShape } from '../../techniques/layerpair.ts';
import type { HintTerm } from '../loss/hint.ts';
import type { Network } from '../models/network.ts';
import type { TermContext } from './context.ts';
import { cutTeacher } from './teacherlayer.ts';

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
