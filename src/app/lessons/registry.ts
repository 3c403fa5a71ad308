/**
 * Which lessons are there? Whatever has a `meta.ts` under `lessons/`. The prose is fetched when a lesson is
 * opened, in the reader's language only.
 */
import type { MDXContent } from 'mdx/types';
import type { Locale } from '../../ui/language/bilingual.ts';
import type { LessonMeta, LessonOutline } from '../../ui/lesson/meta.ts';
import { COURSE } from './outline.ts';

const metas = import.meta.glob<LessonMeta>('/lessons/*/meta.ts', { eager: true, import: 'meta' });
const proses = import.meta.glob<{ default: MDXContent }>('/lessons/*/*.mdx');

const results = import.meta.glob<Readonly<Record<string, number>>>('/lessons/*/results.json', {
  import: 'values',
});

export const LESSONS: readonly LessonMeta[] = Object.values(metas).sort((a, b) => (a.slug < b.slug ? -1 : 1));

export function findLesson(slug: string): LessonMeta | undefined {
  return LESSONS.find((each) => each.slug === slug);
}

export function findOutline(slug: string): LessonOutline | undefined {
  return COURSE.find((each) => each.slug === slug);
}

/** All lessons in the order of the course, each with whether it can be opened. */
export function listCourse(): readonly { readonly outline: LessonOutline; readonly meta?: LessonMeta }[] {
  const planned = COURSE.map((outline) => {
    const meta = findLesson(outline.slug);
    return meta === undefined ? { outline } : { outline: meta, meta };
  });
  const extra = LESSONS.filter((meta) => findOutline(meta.slug) === undefined);
  return [...planned, ...extra.map((meta) => ({ outline: meta, meta }))];
}

/** The numbers that a lesson quotes, as the lab computed them; null where it has none. */
export async function loadResults(slug: string): Promise<Readonly<Record<string, number>> | null> {
  return (await results[`/lessons/${slug}/results.json`]?.()) ?? null;
}

/** Fetches a lesson's prose. Rejects when the lesson has none in that language or the network fails. */
export async function loadProse(slug: string, locale: Locale): Promise<MDXContent> {
  const load = proses[`/lessons/${slug}/${locale}.mdx`];
  if (load === undefined) throw new Error(`Lesson ${slug} has no ${locale}.mdx.`);
  return (await load()).default;
}
