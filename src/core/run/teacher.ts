/** Who teaches a run? The checkpoint that its recipe starts from; how far it has answered is told a few times a second. */
import type { Examples } from '../../data/examples.ts';
import type { TeacherAnswered } from '../../protocol/events.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { Distillation, Recipe } from '../../recipe/schema.ts';
import type { PackedLesson } from '../distil/lesson.ts';
import { askTeacher } from '../distil/teacher.ts';
import type { RunSurroundings } from './surroundings.ts';

/**
 * @param breathe awaited between batches; may throw to stop
 * @throws when the recipe's model has no checkpoint
 */
export async function hearTeacher(
  { model }: Recipe,
  distillation: Distillation,
  examples: Examples,
  breathe: () => Promise<void>,
  surroundings: RunSurroundings,
  tell: (progress: Pick<TeacherAnswered, 'answered' | 'images'>) => void,
): Promise<PackedLesson> {
  if (!('name' in model)) throw new Error('a model without a checkpoint has no teacher');
  const teacher = await surroundings.loadCheckpoint(model.name);
  let toldAt = Number.NEGATIVE_INFINITY;
  const onAnswered = (answered: number) => {
    const now = performance.now();
    if (now - toldAt < LIMITS.reportEveryMs) return;
    toldAt = now;
    tell({ answered, images: examples.count });
  };
  return askTeacher(teacher, examples, distillation, { breathe, onAnswered }, surroundings.pool);
}
