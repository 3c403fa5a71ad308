/**
 * A new lesson is complete: its files stand where their imports look, are short, and name the lesson alone.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import mdx from '@mdx-js/rollup';
import { expect, it } from 'vitest';
import { COURSE } from '../../src/app/lessons/outline.ts';
import { listLessonFiles } from './template.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const outline = COURSE.find(({ slug }) => slug === '08-low-rank')!;
const files = listLessonFiles(outline);
const names = new Set(files.map(({ name }) => name));

it('has prediction, figure, ledger and both languages in under 400 lines', () => {
  for (const name of ['meta.ts', 'settings.ts', 'lesson.ts', 'quotes.ts', 'results.json', 'en.mdx', 'zh.mdx'])
    expect(names).toContain(name);
  for (const { name, text } of files.filter((each) => each.name.endsWith('.mdx')))
    for (const part of ['<Guess', '<LiveFigure', '<LedgerFigure']) expect(text, name).toContain(part);
  expect(files.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0)).toBeLessThan(400);
});

it('imports only what is there', () => {
  for (const { name, text } of files)
    for (const [, wanted] of text.matchAll(/from '(\.[^']+)'/g)) {
      const place = path.posix.join('lessons', outline.slug, path.posix.dirname(name), wanted!);
      const own = path.posix.relative(path.posix.join('lessons', outline.slug), place);
      expect(names.has(own) || existsSync(path.join(ROOT, place)), `${name}: ${wanted}`).toBe(true);
    }
});

it('carries the lesson’s own name, group and question, and no word of the template', () => {
  const meta = files.find(({ name }) => name === 'meta.ts')!.text;
  expect(meta).toContain(`slug: '${outline.slug}'`);
  expect(meta).toContain(outline.question.zh);
  for (const { name, text } of files) expect(text, name).not.toMatch(/template/i);
});

it('has texts that compile as those of the other lessons do', async () => {
  const { transform } = mdx() as { transform: (text: string, id: string) => Promise<{ code: string }> };
  for (const { name, text } of files.filter((each) => each.name.endsWith('.mdx')))
    expect((await transform(text, `/${name}`)).code).toContain('LedgerFigure');
});
