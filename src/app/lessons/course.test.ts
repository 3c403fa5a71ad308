import { expect, it } from 'vitest';
import { LESSON_TERMS } from '../../../lessons/00-why-compress/lab/course.ts';
import { findChanges, loadCourse } from './course.ts';

it('takes before and after from the keys that a lesson names, and leaves out what it has not measured', () => {
  const gain = {
    what: { en: '', zh: '' },
    keys: { fileBytes: ['a', 'b'], wrong: ['c', 'gone'] },
  } as const;
  expect(findChanges({ gain }, { a: 100, b: 25, c: 7 })).toEqual({ fileBytes: [100, 25] });
  expect(findChanges({}, { a: 100 })).toEqual({});
});

it('tells of every lesson of the course, also of those to come', async () => {
  const course = await loadCourse();
  const pruning = course.find(({ outline }) => outline.slug === '01-magnitude-pruning')!;
  expect(pruning.isThere).toBe(true);
  const [before, after] = pruning.changes.fileBytes!;
  expect(before).toBeGreaterThan(after);
  const slugs = course.map(({ outline }) => outline.slug);
  expect(slugs).toContain('18-co-design');
  // The map of the first lesson says of each what it is for.
  expect(Object.keys(LESSON_TERMS)).toEqual(expect.arrayContaining(slugs));
});
