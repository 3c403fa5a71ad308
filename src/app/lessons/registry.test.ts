import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../ui/language/bilingual.ts';
import { LESSON_GROUPS } from '../../ui/lesson/meta.ts';
import { COURSE } from './outline.ts';
import { findLesson, LESSONS, listCourse } from './registry.ts';

describe('the course', () => {
  it('has 21 lessons, numbered in order, whose prerequisites exist and come without circles', () => {
    expect(COURSE.map((each) => Number(each.slug.slice(0, 2)))).toEqual(
      Array.from({ length: 21 }, (_, n) => n),
    );
    const done = new Set<string>();
    const visit = (slug: string, path: readonly string[]): void => {
      expect(path, `circle through ${slug}`).not.toContain(slug);
      const outline = COURSE.find((each) => each.slug === slug);
      expect(outline, slug).toBeDefined();
      if (done.has(slug)) return;
      for (const before of outline?.prerequisites ?? []) visit(before, [...path, slug]);
      done.add(slug);
    };
    for (const { slug } of COURSE) visit(slug, []);
  });

  it('puts every lesson into a group of the map, in both languages', () => {
    for (const { group, title, question } of COURSE) {
      expect(LESSON_GROUPS).toContain(group);
      for (const locale of LOCALES) {
        expect(title[locale]).not.toBe('');
        expect(question[locale]).toMatch(/[?？]$/);
      }
    }
  });

  it('opens what has a folder and shows the rest as still to come', () => {
    const course = listCourse();
    expect(course.filter((each) => each.meta !== undefined).map((each) => each.outline.slug)).toEqual(
      LESSONS.map((each) => each.slug),
    );
    expect(findLesson('01-magnitude-pruning')).toBeDefined();
    expect(findLesson('../01-magnitude-pruning')).toBeUndefined();
  });
});

describe.each(LESSONS.map((meta) => [meta.slug, meta] as const))('lesson %s', (slug, meta) => {
  it('is known to the course by the same words', () => {
    const outline = COURSE.find((each) => each.slug === slug);
    expect(outline).toMatchObject({ group: meta.group, title: meta.title, question: meta.question });
  });

  it('names numbers of its own results for what it buys', () => {
    const { values } = JSON.parse(readFileSync(`lessons/${slug}/results.json`, 'utf8'));
    for (const key of Object.values(meta.gain?.keys ?? {}).flat()) expect(values).toHaveProperty(key);
  });

  it.each(LOCALES)('has all its beats in %s, in order', (locale) => {
    const prose = readFileSync(`lessons/${slug}/${locale}.mdx`, 'utf8');
    const beats = [...prose.matchAll(/<Beat id="([^"]+)"/g)].map(([, id]) => id);
    expect(beats).toEqual(meta.beats.map((each) => each.id));
  });
});
