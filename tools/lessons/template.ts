/**
 * The files of a new lesson: those of `lessons/parts/template`, a small lesson that the compiler and the
 * tests hold with the others, with the new lesson's name and question in its meta, and paths as they are from
 * its own folder.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { LessonOutline } from '../../src/ui/lesson/meta.ts';

const TEMPLATE = path.join(import.meta.dirname, '../../lessons/parts/template');

export interface LessonFile {
  /** Inside the lesson's folder. */
  readonly name: string;
  readonly text: string;
}

/**
 * Imports of the template as they are one folder higher up: a lesson lies beside `parts`, the template
 * within.
 */
function moveImports(text: string, depth: number): string {
  const up = '../'.repeat(depth);
  return text
    .replaceAll(`'../${up}../../src/`, `'../${up}../src/`)
    .replaceAll(`'../${up}../../tools/`, `'../${up}../tools/`)
    .replaceAll(new RegExp(`'${up}\\.\\./(?!\\.\\.|parts/|src/|tools/)`, 'g'), `'${up}../parts/`);
}

/** The template's files for a lesson of the course. */
export function listLessonFiles(outline: LessonOutline): LessonFile[] {
  const names = readdirSync(TEMPLATE, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => path.relative(TEMPLATE, path.join(each.parentPath, each.name)).replaceAll(path.sep, '/'));
  return names.sort().map((name) => {
    const text = readFileSync(path.join(TEMPLATE, name), 'utf8');
    const isCode = /\.(ts|tsx|mdx)$/.test(name);
    const moved = isCode ? moveImports(text, name.split('/').length - 1) : text;
    return {
      name,
      text: name === 'meta.ts' ? toMeta(moved, outline) : moved.replace(", folder: 'parts/template'", ''),
    };
  });
}

/** A text as the source of a string. */
const quote = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function toMeta(text: string, { slug, group, title, question, prerequisites }: LessonOutline): string {
  const write = ({ en, zh }: LessonOutline['title']) => `{ en: ${quote(en)}, zh: ${quote(zh)} }`;
  return text
    .replace(/slug: .*,/, `slug: ${quote(slug)},`)
    .replace(/group: .*,/, `group: ${quote(group)},`)
    .replace(/ {2}title: .*,/, `  title: ${write(title)},`)
    .replace(/question: .*,/, `question: ${write(question)},`)
    .replace(/prerequisites: .*,/, `prerequisites: [${prerequisites.map(quote).join(', ')}],`);
}
