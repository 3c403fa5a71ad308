/**
 * Wraps comments at the formatter's width, which the formatter leaves as they are. Only a paragraph with a
 * line that is too long is touched; tags and list items hang by two columns, tables, indented and quoted
 * lines stay.
 */

/** The formatter's `lineWidth` in biome.json. */
export const WIDTH = 110;

const isItem = (/** @type {string} */ line) => /^(@\w+|[-*] |\d+\. )/.test(line);
const isBlank = (/** @type {string} */ line) => line.trim() === '';
const isFixed = (/** @type {string} */ line) => /^(\s|\||```)/.test(line);

/** Whether a tool reads it, which wants it on one line. */
const isDirective = (/** @type {string | undefined} */ line) => /biome-ignore|@ts-/.test(line ?? '');

/** A file's text with its comments wrapped. Code, and comments beside code, stay as they are. */
export function wrapComments(/** @type {string} */ text) {
  const lines = text.split('\n');
  /** @type {string[]} */
  const out = [];
  for (let at = 0; at < lines.length; ) {
    const end = findEnd(lines, at);
    const comment = lines.slice(at, end);
    out.push(...(comment.some((line) => line.length > WIDTH) ? wrapComment(comment) : comment));
    at = end;
  }
  return out.join('\n');
}

/** Where the comment that begins on a line ends; the next line, if none begins there. */
function findEnd(/** @type {string[]} */ lines, /** @type {number} */ at) {
  let end = at;
  if (/^\s*\/\*/.test(lines[at] ?? '')) {
    while (end < lines.length - 1 && !lines[end]?.includes('*/')) end++;
    return end + 1;
  }
  const prefix = /^\s*\/\/ /.exec(lines[at] ?? '')?.[0];
  if (prefix === undefined || isDirective(lines[at])) return at + 1;
  while (end < lines.length && lines[end]?.startsWith(prefix)) end++;
  return end;
}

/** @returns {string[]} */
function wrapComment(/** @type {string[]} */ lines) {
  const [first = ''] = lines;
  if (isDirective(first)) return lines;
  const slashes = /^\s*\/\/ /.exec(first)?.[0];
  if (slashes !== undefined)
    return wrapParagraphs(
      lines.map((line) => line.slice(slashes.length)),
      slashes,
    );
  const [, indent = '', opening = ''] = /^(\s*)(\/\*+)/.exec(first) ?? [];
  const isPlain = lines.every((line, index) => index === 0 || /^\s*\*/.test(line));
  if (opening === '' || !isPlain || !lines.at(-1)?.endsWith('*/')) return lines;
  const words = lines
    .map((line, index) =>
      index === 0 ? line.slice(indent.length + opening.length) : line.replace(/^\s*\*(?!\/)/, ''),
    )
    .map((line) => line.replace(/\s*\*\/$/, '').replace(/^ /, ''));
  while (isBlank(words[0] ?? 'x')) words.shift();
  while (isBlank(words.at(-1) ?? 'x')) words.pop();
  return [`${indent}${opening}`, ...wrapParagraphs(words, `${indent} * `), `${indent} */`];
}

/** @param {string[]} lines without their prefix @param {string} prefix */
function wrapParagraphs(lines, prefix) {
  /** @type {string[]} */
  const out = [];
  for (let at = 0; at < lines.length; ) {
    let end = at + 1;
    if (!isBlank(lines[at] ?? '') && !isFixed(lines[at] ?? '')) {
      const hangs = isItem(lines[at] ?? '');
      const goesOn = (/** @type {string} */ line) =>
        !isBlank(line) && !isItem(line) && (hangs || !isFixed(line));
      while (end < lines.length && goesOn(lines[end] ?? '')) end++;
    }
    const paragraph = lines.slice(at, end);
    const isLong = paragraph.some((line) => prefix.length + line.length > WIDTH);
    out.push(...(isLong ? fill(paragraph, prefix) : paragraph.map((line) => `${prefix}${line}`.trimEnd())));
    at = end;
  }
  return out;
}

/** @param {string[]} paragraph @param {string} prefix */
function fill(paragraph, prefix) {
  const rest = isItem(paragraph[0] ?? '') ? `${prefix}  ` : prefix;
  const [first = '', ...words] = paragraph.join(' ').split(/ +/).filter(Boolean);
  const lines = [`${prefix}${first}`];
  for (const word of words) {
    const last = lines.at(-1) ?? '';
    if (last.length + 1 + word.length > WIDTH) lines.push(`${rest}${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
