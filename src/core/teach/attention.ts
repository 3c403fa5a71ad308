/** Makes the term of attention transfer: the layer of the teacher that is asked where it looks. */
import { RecipeError } from '../../recipe/error.ts';
import { OWN_CHECKPOINT } from '../../spec/source.ts';
import { type Attention, findAttentionMisfit } from '../../techniques/attention/term.ts';
import type { AttentionTerm } from '../loss/attention.ts';
import type { TermContext } from './context.ts';
import { cutTeacher } from './teacherlayer.ts';

/** @throws RecipeError where the net that has come about has no map of the teacher's size */
export async function openAttention(
  { teacher: source = OWN_CHECKPOINT, teacherLayer, studentLayer, weight }: Attention,
  { teacher, network }: Pick<TermContext, 'teacher' | 'network'>,
): Promise<AttentionTerm> {
  const model = await teacher.load(source);
  const misfit = findAttentionMisfit({ teacherLayer, studentLayer }, model.spec, network.spec);
  if (misfit !== undefined) throw new RecipeError(['attention', ...misfit.keys], misfit.problem);
  return { kind: 'attention', weight, studentLayer, teacher: await cutTeacher(model, teacherLayer) };
}
