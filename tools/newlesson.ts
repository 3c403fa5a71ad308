/**
 * Writes the first working version of a lesson of the course: `npm run new-lesson -- 08-low-rank`. Never over
 * one that is there.
 */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { COURSE } from '../src/app/lessons/outline.ts';
import { listLessonFiles } from './lessons/template.ts';

async function main(): Promise<void> {
  const slug = process.argv[2];
  const outline = COURSE.find((each) => each.slug === slug);
  if (outline === undefined)
    throw new Error(
      `${slug ?? 'nothing'} is no lesson of src/app/lessons/outline.ts: npm run new-lesson -- 08-low-rank`,
    );
  const folder = path.join('lessons', outline.slug);
  if (existsSync(folder)) throw new Error(`${folder} is there already`);
  for (const { name, text } of listLessonFiles(outline)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  process.stderr.write(
    `${folder} written. After a change of its quotes: npm run lesson-results -- ${outline.slug}\n`,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
