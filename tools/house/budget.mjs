/**
 * How much JavaScript must arrive before the first route shows. Follows the build's manifest from the entry
 * through every static import and weighs the files as gzip sends them. tfjs must be in none of them: it
 * belongs to the worker.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export const FIRST_ROUTE_BUDGET_BYTES = 200_000;

/** Names of tfjs operations, which survive minification and which no page of ours speaks of. */
const TFJS_MARKS = ['FusedBatchNorm', 'UnsortedSegmentSum', 'MirrorPad'];

/** @typedef {{ file: string, isEntry?: boolean, imports?: string[] }} Chunk */

/**
 * Weighs the first route of a build. `problems` is empty when it is within the budget.
 *
 * @param {string} dist
 */
export function weighFirstRoute(dist) {
  const path = join(dist, '.vite/manifest.json');
  if (!existsSync(path)) return { sizeBytes: 0, files: [], problems: [`there is no ${path}: build first`] };
  /** @type {Record<string, Chunk>} */
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  const files = listStaticFiles(manifest).map((file) => {
    const bytes = readFileSync(join(dist, file));
    return { file, sizeBytes: gzipSync(bytes, { level: 9 }).length, text: bytes.toString('utf8') };
  });
  const sizeBytes = files.reduce((sum, each) => sum + each.sizeBytes, 0);
  const problems = [];
  if (files.length === 0) problems.push('the build has no entry');
  if (sizeBytes > FIRST_ROUTE_BUDGET_BYTES) {
    problems.push(
      `the first route takes ${sizeBytes} bytes of JavaScript, more than ${FIRST_ROUTE_BUDGET_BYTES}`,
    );
  }
  for (const { file, text } of files) {
    const mark = TFJS_MARKS.find((each) => text.includes(each));
    if (mark) problems.push(`${file} contains tfjs ("${mark}")`);
  }
  return {
    sizeBytes,
    files: files.map(({ file, sizeBytes: bytes }) => ({ file, sizeBytes: bytes })),
    problems,
  };
}

/**
 * The JavaScript files that the entries import statically, themselves included.
 *
 * @param {Record<string, Chunk>} manifest
 */
export function listStaticFiles(manifest) {
  const seen = new Set(Object.keys(manifest).filter((key) => manifest[key]?.isEntry));
  for (const key of seen) for (const imported of manifest[key]?.imports ?? []) seen.add(imported);
  return [...seen].map((key) => manifest[key]?.file ?? '').filter((file) => file.endsWith('.js'));
}
