/**
 * What a machine can find wrong in a Chinese text: punctuation of another script, spaces inside a sentence,
 * and words that the lab uses for something else. It reads the texts of the lessons and every string of the
 * sources that holds Chinese.
 */
import ts from 'typescript';

/** @typedef {{ line: number, rule: string, text: string }} Finding */

const HAN = '\u4e00-\u9fff';
const MARKS = '，。；：！？、（）《》“”';

/**
 * Each with what to write instead. `{}` stands for a value that the text puts in.
 *
 * @type {Record<string, RegExp>}
 */
export const RULES = {
  'full-width punctuation behind a Chinese character': new RegExp(`[${HAN}”）][,;:!?](?![\\w/])`),
  'full-width punctuation before a Chinese character': new RegExp(`[,;:!?] ?[${HAN}“（]`),
  'a full stop is 。': new RegExp(`[${HAN}”）]\\.(?:\\s|$)`),
  'brackets are （）': new RegExp(`[${HAN}]\\(|\\([^()]*[${HAN}][^()]*\\)`),
  'no space between Chinese characters': new RegExp(`[${HAN}] ?\\n?[ ]+[${HAN}]|[${HAN}]\\n[${HAN}]`),
  'no space beside a full-width mark': new RegExp(`[${MARKS}] +\\S|[^\\s|：-] +[${MARKS}]`),
  'no space before a percent sign': /[\d}][ \u00a0]%/,
  'a rate of compression is 压缩比 n': /(?:缩|原来)[^，。]{0,6} ?1\/[\d{]/,
  'a wrong answer is 答错': /判错|多错|[张图像] ?错 /,
  'counted work is 乘加': /\{\} 次乘法/,
  'a factor is 系数': /质量因子/,
  'a place is 个位置, a bit is 位': /第 ?\{(?!bit|\})\w+\} ?位/,
  'a section goes by its title': /第[一二三四五六七八九十]+节/,
};

/**
 * @param {string} text
 * @returns {{ rule: string, at: number }[]}
 */
export function findFaults(text) {
  return Object.entries(RULES).flatMap(([rule, form]) => {
    const at = text.search(form);
    return at < 0 ? [] : [{ rule, at }];
  });
}

/**
 * The running text of an MDX file: imports, formulas and code left out, tags taken off, values as `{}`.
 *
 * @param {string} source
 */
export function readProse(source) {
  const strings = [...source.matchAll(/(["'])((?:(?!\1)[^\n])*[\u4e00-\u9fff](?:(?!\1)[^\n])*)\1/g)];
  const prose = source
    .replace(/^(?:import|export) .*$/gm, '')
    .replace(/\$\$[^$]*\$\$|`[^`]*`/g, '\n\n')
    .replace(/\$[^$\n]*\$/g, '{}')
    .replace(/<\w+Guess question="([^"]*)">/g, '$1')
    .replace(/<(?:Value|CurveWork|SparseTime)\b[^<>]*\/>/g, '{}')
    .replace(/<LayerLink\b[^<>]*\/>/g, 'fc1')
    .replace(/<\/?(?:[A-Za-z]\w*(?:[^<>"{}]|"[^"]*"|\{\{[^}]*\}\}|\{[^{}<>]*\})*\/?)?>/g, '')
    .replace(/\*\* ?/g, '');
  return [...prose.split(/\n\s*\n|\n(?=- |\d+\. )/), ...strings.map((each) => each[2] ?? '')];
}

/**
 * The strings of a TypeScript file that hold Chinese, values put in as `{}` where they have no name.
 *
 * @param {string} file
 * @param {string} source
 * @returns {{ line: number, text: string }[]}
 */
export function readStrings(file, source) {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  /** @type {{ line: number, text: string }[]} */
  const found = [];
  const add = (/** @type {ts.Node} */ node, /** @type {string} */ text) => {
    if (!/[\u4e00-\u9fff]/.test(text)) return;
    found.push({ line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1, text });
  };
  const visit = (/** @type {ts.Node} */ node) => {
    if (ts.isStringLiteralLike(node)) add(node, node.text);
    else if (ts.isTemplateExpression(node))
      add(
        node,
        [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('{}'),
      );
    else if (ts.isJsxText(node)) add(node, node.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}
