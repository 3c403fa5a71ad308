/**
 * Lengths that the formatter does not look at: comment lines up to its width, functions up to 60 lines (a
 * component's or a store's factory is a function, too; a test's `describe` is none), files up to 300. What is
 * longer today is counted by folder in `KNOWN` and may only become less.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import ts from 'typescript';
import { ROOT, toPath } from './paths.mjs';
import { WIDTH, wrapComments } from './wrap.mjs';

/** @typedef {'comment' | 'function' | 'file'} Kind */
/** @typedef {{ kind: Kind, line: number, text: string }} Finding */
/** @typedef {Record<Kind, number>} Counts */

/** @type {Counts} */
const MOST = { comment: WIDTH, function: 60, file: 300 };

/**
 * What folders have too long, as counted last. Take a number down when one is mended; a folder not named here
 * has none.
 *
 * @type {Record<string, Partial<Counts>>}
 */
export const KNOWN = {
  'lessons/parts': { comment: 1 },
  'src/app': { comment: 1 },
  'src/codec': { function: 2 },
  'src/kernels': { function: 2 },
  tools: { function: 1 },
};

/** @returns {Promise<import('./checks.mjs').Outcome>} */
export async function checkStyle() {
  const findings = readFiles().flatMap((file) =>
    findTooLong(file, readFileSync(toPath(file), 'utf8')).map((each) => ({ ...each, file })),
  );
  const { problems, mended } = compareWithKnown(findings, KNOWN);
  return {
    passed: problems.length === 0,
    output: problems.join('\n'),
    ...(mended.length > 0 ? { note: `take down in tools/house/style.mjs: ${mended.join(', ')}` } : {}),
  };
}

/** Wraps the comments of the files under these folders, or of all. */
export async function wrapFiles(/** @type {string[]} */ folders) {
  for (const file of readFiles()) {
    if (folders.length > 0 && !folders.some((folder) => file.startsWith(folder))) continue;
    const text = readFileSync(toPath(file), 'utf8');
    const wrapped = wrapComments(text);
    if (wrapped !== text) writeFileSync(toPath(file), wrapped);
  }
  return 0;
}

/**
 * Says for each folder and kind where there is more than known, with each finding, and where there is less.
 *
 * @param {(Finding & { file: string })[]} findings
 * @param {Record<string, Partial<Counts>>} known
 */
export function compareWithKnown(findings, known) {
  /** @type {string[]} */
  const problems = [];
  /** @type {string[]} */
  const mended = [];
  const folders = new Set([...Object.keys(known), ...findings.map(({ file }) => toFolder(file))]);
  for (const folder of [...folders].sort()) {
    for (const kind of /** @type {Kind[]} */ (Object.keys(MOST))) {
      const found = findings.filter((each) => each.kind === kind && toFolder(each.file) === folder);
      const most = known[folder]?.[kind] ?? 0;
      if (found.length < most) mended.push(`${folder} ${kind} ${found.length}`);
      if (found.length <= most) continue;
      problems.push(toComplaint(folder, kind, found.length, most));
      problems.push(...found.map(({ file, line, text }) => `  ${file}:${line} ${text}`));
    }
  }
  return { problems, mended };
}

/** @param {string} folder @param {Kind} kind @param {number} count @param {number} known */
function toComplaint(folder, kind, count, known) {
  const help = kind === 'comment' ? `; to mend them: node tools/wrap.mjs ${folder}` : '';
  return `${folder}: ${count} of kind ${kind} over ${MOST[kind]}, known are ${known}${help}`;
}

/**
 * @param {string} name decides how it is read: code, or a style sheet
 * @param {string} text
 * @returns {Finding[]}
 */
export function findTooLong(name, text) {
  const lines = text.split('\n');
  /** @type {Finding[]} */
  const findings = [];
  if (lines.length - 1 > MOST.file)
    findings.push({ kind: 'file', line: 1, text: `${lines.length - 1} lines` });
  for (const number of listCommentLines(text)) {
    const length = lines[number - 1]?.length ?? 0;
    if (length > MOST.comment) findings.push({ kind: 'comment', line: number, text: `${length} columns` });
  }
  if (!name.endsWith('.css')) findings.push(...findLongFunctions(name, text));
  return findings;
}

/** The numbers of the lines that are comment, or begin as one. */
function listCommentLines(/** @type {string} */ text) {
  /** @type {number[]} */
  const numbers = [];
  let isInside = false;
  text.split('\n').forEach((line, index) => {
    const isComment = isInside || /^\s*\{?\/[/*]/.test(line);
    if (isComment) numbers.push(index + 1);
    if (isComment && !/^\s*\/\//.test(line)) isInside = !line.includes('*/');
  });
  return numbers;
}

/** @returns {Finding[]} */
function findLongFunctions(/** @type {string} */ name, /** @type {string} */ text) {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const toLine = (/** @type {number} */ position) => source.getLineAndCharacterOfPosition(position).line + 1;
  /** @type {Finding[]} */
  const findings = [];
  const visit = (/** @type {ts.Node} */ node) => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body && !isDescription(node)) {
      const line = toLine(node.getStart(source));
      const count = toLine(node.end) - line + 1;
      if (count > MOST.function) findings.push({ kind: 'function', line, text: `${count} lines` });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return findings;
}

/** Whether it is what groups tests: `describe('...', () => {...})`. */
function isDescription(/** @type {ts.Node} */ node) {
  return ts.isCallExpression(node.parent) && /^(test\.)?describe\b/.test(node.parent.expression.getText());
}

/** The folder by which exceptions are counted: two levels, such as src/core or lessons/parts. */
function toFolder(/** @type {string} */ file) {
  return file.split('/').slice(0, -1).slice(0, 2).join('/') || '.';
}

/** Every file of ours that is code or a style sheet, generated ones aside. */
function readFiles() {
  const listed = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate'],
    {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  return listed.split('\n').filter((file) => /\.(ts|tsx|mjs|cjs|css)$/.test(file) && isThere(file));
}

function isThere(/** @type {string} */ file) {
  return ts.sys.fileExists(toPath(file));
}
